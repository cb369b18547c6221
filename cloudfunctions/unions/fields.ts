import { z } from 'zod'
import { aDay } from '../kernel/casework/form'
import { field } from '../kernel/casework/kind'
import { plainLine, plainText } from '../kernel/text'

/** Questions that several kinds of this area ask alike. */

export const unionField = (label: string, page = 0, help?: string) =>
  z
    .string({ message: `请选${label}` })
    .min(3, `请选${label}`)
    .max(60)
    .meta(field({ label, widget: 'union', page, ...(help && { help }) }))

export const nameField = (label: string, page = 0) =>
  plainLine(40, '名字里有看不见的符号')
    .min(4, '请填工会全称')
    .meta(field({ label, help: '照公章写，比如：海湾机械厂工会', widget: 'text', page }))

export const employersField = (label: string, help: string, page = 0) =>
  z
    .array(
      z.strictObject({
        name: plainLine(40, '单位名里有看不见的符号')
          .min(2, '请填单位全称')
          .meta(field({ label: '单位全称', help: '照营业执照写', widget: 'text' })),
      }),
      { message: '请填单位' },
    )
    .min(1, '至少填一个单位')
    .max(60, '一次最多填 60 个单位')
    .meta(field({ label, help, widget: 'list', page }))

export const peopleField = (label: string, what: string, page = 0) =>
  z
    .int({ message: `请填${what}` })
    .min(0, `${what}不能小于 0`)
    .max(1_000_000, `${what}太多了，请再看一遍`)
    .meta(field({ label, widget: 'number', unit: '人', page }))

export const takesField = (page = 0) =>
  z.enum(['yes', 'no'], { message: '请选收不收' }).meta(
    field({
      label: '收不收单位没有工会的工友',
      widget: 'choice',
      page,
      options: [
        { value: 'yes', label: '收' },
        { value: 'no', label: '不收' },
      ],
    }),
  )

export const phoneField = (page = 0) =>
  z
    .string({ message: '请填工会的电话' })
    .trim()
    .regex(/^[0-9][0-9-]{6,14}$/, '电话只写数字，座机加区号，比如 0631-5180000')
    .meta(field({ label: '工会的电话', help: '会员看得到，打得通的', widget: 'text', page }))

export const electedField = (page: number) =>
  aDay('请选哪天选的').meta(field({ label: '哪天选的', help: '会员大会或代表大会那天', widget: 'day', page }))

export const yearsField = (page: number) =>
  z.enum(['3', '5'], { message: '请选一届几年' }).meta(
    field({
      label: '一届几年',
      help: '基层工会三年或五年，总工会五年（工会法 第16条）',
      widget: 'choice',
      page,
      options: [
        { value: '3', label: '三年' },
        { value: '5', label: '五年' },
      ],
    }),
  )

export const leadsField = (page: number) =>
  z.enum(['committee', 'organiser'], { message: '请选怎么领头' }).meta(
    field({
      label: '选的是',
      widget: 'choice',
      page,
      options: [
        { value: 'committee', label: '工会委员会' },
        { value: 'organiser', label: '一名组织员', note: '会员不到 25 人的可以' },
      ],
    }),
  )

const DUTIES = ['主席', '副主席', '经费审查委员', '女职工委员', '委员', '组织员'] as const

export const committeeField = (page: number) =>
  z
    .array(
      z.strictObject({
        name: plainLine(20, '姓名里有看不见的符号')
          .min(2, '请填姓名')
          .meta(field({ label: '姓名', widget: 'text' })),
        duty: z
          .enum(DUTIES, { message: '请选职务' })
          .meta(field({ label: '职务', widget: 'choice', options: DUTIES.map((value) => ({ value, label: value })) })),
      }),
      { message: '请填选上的人' },
    )
    .min(1, '至少填一个选上的人')
    .max(35, '最多填 35 个人')
    .meta(field({ label: '选上的人', help: '会员在手机上看不到这些名字', widget: 'list', page }))

export const whyField = (label: string, page: number) =>
  plainText(300)
    .refine((text) => text.length >= 2, '请写清楚为什么')
    .meta(field({ label, widget: 'longText', page }))

/** What the form says of an election. */
export interface Elected {
  leads: 'committee' | 'organiser'
  committee: { name: string; duty: string }[]
  electedOn: string
  years: '3' | '5'
}

export const namesOf = (employers: { name: string }[]): string[] => [
  ...new Set(employers.map(({ name }) => name.trim())),
]
