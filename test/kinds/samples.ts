import { dealOf } from '../../cloudfunctions/benefits/deal-form'
import { fieldsOf, isAsked, cityFields } from '../../cloudfunctions/kernel/casework/form'
import type { FormFieldView } from '../../cloudfunctions/kernel/casework/contract'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import { idNumberOf, someId } from '../../local/city/identity'
import { addDays, type Day } from '../../miniprogram/rules/days'
import { city } from './support'

/** Rightly filled forms: one of each kind written out, and any schema filled in by its own declaration. */

export const BANK = { bankAccount: '6222000000001234', bankName: '海滨银行', bankConsent: true }
/** Born 2010, so over 14 in 2026; and born 2015. */
export const TEENAGER = idNumberOf('test', '2010-03-05', 7, 'female')
export const CHILD = idNumberOf('test', '2015-03-05', 7, 'female')

export const hardshipForm = {
  district: '990001',
  members: [
    { relation: 'self', idNumber: someId(1), incomeFen: 3_600_000 },
    { relation: 'spouse', idNumber: someId(2), incomeFen: 0 },
  ],
  medicalFen: 2_000_000,
  tuitionFen: 0,
  otherRigidFen: 0,
  lossFen: 0,
  cause: 'ownIllness',
  bankAccount: BANK.bankAccount,
  bankName: BANK.bankName,
  compareConsent: true,
  noticeConsent: true,
}

export const reliefForm = {
  event: 'disaster',
  happenedOn: '2026-07-10',
  story: '家里失火，东西都烧了',
  needFen: 300_000,
  helped: 'no',
  ...BANK,
}
export const reliefFacts = { capFen: 200_000 }

export const studentForm = {
  childName: '林小满',
  childIdNumber: TEENAGER,
  childAge: 'from14',
  level: 'university',
  school: '海滨大学',
  entering: 'new',
  ...BANK,
  checkConsent: true,
  noticeConsent: true,
}
export const studentFacts = { onFile: true, amountFen: 500_000 }

export const claimForm = {
  hospital: '海滨医院',
  admittedOn: '2026-05-01',
  dischargedOn: '2026-05-20',
  ownCostFen: 3_000_000,
  ...BANK,
}
export const claimFacts = { terms: city.mutualAid, paidFen: 0 }

export const counsellingForm = {
  name: '小林',
  phone: '19900001234',
  words: '最近总是睡不着',
  how: 'phone',
  consent: true,
}

export const suggestionForm = {
  idea: '给 3 号线加一道护栏',
  about: 'safety',
  now: '人离皮带很近',
  better: '装一米高的护栏',
}

export const ticketForm = {
  from: '海滨站',
  home: '远山县',
  by: 'train',
  travelledOn: '2027-02-01',
  fareFen: 36_050,
  ...BANK,
}
export const ticketFacts = { capFen: 50_000 }

/** What the kinds of the unions area ask, and what they keep. */
const seen = { id: 'union', name: '海滨物业工会', parent: 'town' }
const askedBy = '海滨物业工会 工会主席 于海'
const place = { district: '990001', districtName: '海滨区', town: '990001001', townName: '渔港街道' }
export const unionFacts = {
  unionFounding: { seen, askedBy, named: [], place },
  unionSplitting: { seen, askedBy, leaving: ['海味家常菜'] },
  unionMerging: { seen, askedBy, into: { ...seen, id: 'other', name: '渔港街道联合工会' }, members: 30 },
  unionDissolving: { seen, askedBy, into: { ...seen, id: 'town', name: '渔港街道总工会' }, members: 30 },
  unionMoving: {
    seen,
    askedBy,
    parent: { ...seen, id: 'other', name: '渔港街道联合工会' },
    fromName: '渔港街道总工会',
  },
  unionUpgrading: { seen, askedBy, was: 'jointUnion' },
  unionElection: { seen, askedBy, members: 30 },
}
const election = {
  leads: 'committee',
  committee: [{ name: '于海', duty: '主席' }],
  electedOn: '2026-07-10',
  years: '5',
}
const beginning = {
  name: '渔港机械厂工会',
  form: 'grassrootsUnion',
  employers: [{ name: '渔港机械厂' }],
  workers: 230,
  members: 30,
  takes: 'no',
  phone: '0631-5180000',
  ...election,
}
export const unionForms = {
  unionFounding: { parent: 'town', ...beginning, preparers: '于海、林秀兰' },
  unionSplitting: { union: 'union', ...beginning },
  unionElection: { union: 'union', workers: 230, ...election },
}

export const shopForm = {
  shop: '海边面馆',
  category: 'eat',
  name: '王店主',
  phone: '0631-5000001',
  creditCode: '91990000MA0000000X',
  branches: [
    {
      town: '990001001',
      address: '海滨路 8 号',
      spot: '37.496000,122.112000',
      opens: '09:00',
      closes: '21:00',
      phone: '0631-5000001',
    },
  ],
  offers: [{ terms: 'percent', payPercent: 85, covers: '全部菜品', limits: 'none' }],
  promise: true,
}
const shopDeal = dealOf(shopForm.offers[0]!, 'd1', 1, '2026-07-13')
const shopBranch = {
  id: 'br',
  name: '本店',
  address: '渔港街道海滨路 8 号',
  district: '海滨区',
  place: { latitude: 37.496, longitude: 122.112 },
  hours: { open: 540, close: 1260 },
  phone: '0631-5000001',
}
export const shopFacts = {
  shop: '海边面馆',
  creditCode: shopForm.creditCode,
  branches: [shopBranch],
  deals: [shopDeal],
  invited: null,
}
export const changeForm = {
  merchant: 'mer_x',
  deal: 'd1',
  what: 'put',
  terms: 'amountOff',
  fromFen: 10_000,
  offFen: 1500,
  covers: '堂食',
  limits: 'some',
  weekdays: ['1', '2'],
  mineDay: 1,
}
export const changeFacts = {
  merchant: 'mer_x',
  shop: '海边面馆',
  until: '2027-12-31',
  id: 'd1',
  deal: shopDeal,
  before: '9 折 全部',
}

/** A number from 0 to below `of`, as a walk draws them. */
export type Draw = (of: number) => number

/** A schema filled in rightly as far as its declaration says: what `when` hides is left out. `numbers`: sums worth trying. */
export function fill(schema: AnyKind['form'], today: Day, draw: Draw, numbers: number[] = []): Record<string, unknown> {
  return fillFields(cityFields(schema, city), today, draw, numbers)
}

function fillFields(fields: readonly FormFieldView[], today: Day, draw: Draw, numbers: number[]) {
  const answers: Record<string, unknown> = {}
  for (const field of fields) {
    if (!isAsked(field, answers)) continue
    const value = valueOf(field, today, draw, numbers)
    if (value !== undefined) answers[field.name] = value
  }
  return answers
}

function valueOf(field: FormFieldView, today: Day, draw: Draw, numbers: number[]): unknown {
  switch (field.widget) {
    case 'choice':
      return field.options[draw(field.options.length)]?.value
    case 'choices':
      return field.options.slice(0, draw(2)).map(({ value }) => value)
    case 'money':
    case 'number': {
      const least = field.least ?? 0
      const sums = [least, 100, 100_000, ...numbers].filter(
        (sum) => sum >= least && (field.greatest === null || sum <= field.greatest),
      )
      return sums[draw(sums.length)]
    }
    case 'day':
      return addDays(today, draw(5) - 2)
    case 'idNumber':
      return someId(draw(400))
    case 'phone':
      return '19900001234'
    case 'bankAccount':
      return BANK.bankAccount
    case 'place':
      return '990001001'
    case 'union':
      return 'union'
    case 'time':
      return '09:30'
    case 'spot':
      return '37.496000,122.112000'
    case 'shop':
      return field.required ? 'mer_x' : undefined
    case 'consent':
      return field.required ? true : draw(2) === 1
    case 'list':
      return Array.from({ length: Math.max(1, field.least ?? 1) }, () =>
        fillFields(field.items as FormFieldView[], today, draw, numbers),
      )
    case 'longText':
      return '于海、林秀兰到现场看过，跟说的一样，都写清楚了'
    default:
      // What need not be written has a shape that its declaration cannot say (a code of eighteen characters).
      return field.required ? '于海、林秀兰' : undefined
  }
}

/** Every field of a schema with those of its lists, `members.incomeFen`. */
export function allFields(schema: AnyKind['form']): { path: string; field: FormFieldView }[] {
  return fieldsOf(schema).flatMap((field) => [
    { path: field.name, field },
    ...field.items.map((item) => ({ path: `${field.name}.${item.name}`, field: item as FormFieldView })),
  ])
}

/** A member whom an officer's record is about. */
export const aboutFacts = { membership: 'mem_x', person: 'p_member', openid: 'member', unionName: '海滨物业工会' }
