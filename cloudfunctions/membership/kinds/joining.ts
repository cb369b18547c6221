import { z } from 'zod'
import { EMPLOYMENT } from '../../../miniprogram/rules/employment'
import { birthDay, idNumberFault, sayIdNumberFault, tidyIdNumber } from '../../../miniprogram/rules/id-number'
import { isDuplicate, TryAgain } from '../../kernel/database'
import { AppError } from '../../kernel/errors'
import type { CaseDocument, Kept } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import { findMembership, type Membership } from '../../kernel/memberships'
import type { Transaction } from '../../kernel/cloud'
import { chainOf } from '../../kernel/orgs'
import { tailIndex, unseal } from '../../kernel/seal'
import { citySettings } from '../../kernel/settings'
import { findJoiningEvent, isOpen, type JoiningEvent } from '../../kernel/joining-events'
import { namesOnRosters } from '../../kernel/rosters'
import { plainLine } from '../../kernel/text'
import { membershipOf } from '../new-membership'
import { personName } from '../person-name'
import { phoneWarning } from '../phone-moved'
import { HELD, sameMan } from '../same-man'
import { addMembership, appliesTwice, cardNumberOf, holdsMembership } from '../store'

/**
 * 入会: joining a union. One's own free act, decided by the grassroots committee (中国工会章程 第2条); work is the only
 * condition (工会法 第3条), so nothing else is asked.
 */

const form = z.strictObject({
  name: personName.meta(field({ label: '姓名', help: '照身份证填', widget: 'text', page: 0 })),
  idNumber: z
    .string()
    .max(40, '身份证号是 18 位。请对着身份证再看一遍')
    .meta(
      field({ label: '身份证号', help: '只用来确认是您本人。加密存着，谁也看不到全号', widget: 'idNumber', page: 0 }),
    ),
  employment: z.enum(['employee', 'migrant', 'platform', 'flexible'], { message: '请选您做哪种工作' }).meta(
    field({
      label: '您做哪种工作',
      widget: 'choice',
      page: 1,
      options: [
        { value: 'employee', label: EMPLOYMENT.employee, note: '跟单位签了合同' },
        { value: 'migrant', label: EMPLOYMENT.migrant, note: '工地、工厂、饭店、家政' },
        { value: 'platform', label: EMPLOYMENT.platform, note: '跟着平台跑单' },
        { value: 'flexible', label: EMPLOYMENT.flexible, note: '没有固定单位' },
      ],
    }),
  ),
  employer: plainLine(40, '单位名里有看不见的符号，请重新输一遍')
    .optional()
    .meta(field({ label: '在哪儿干活', help: '单位或店名。没有固定单位就不填', widget: 'text', page: 1 })),
  union: z
    .string({ message: '请选您要加入的工会' })
    .min(3, '请选您要加入的工会')
    .max(60)
    .meta(field({ label: '加入哪个工会', widget: 'union', page: 2 })),
  /** The joining event at whose stall she applies: the phone sends it along, nobody types it. */
  event: z
    .string()
    .max(60)
    .optional()
    .meta(field({ label: '集中入会', widget: 'unseen', page: 3 })),
  /** Separate consent for the ID number, a sensitive item (个人信息保护法 第29条). */
  consent: z
    .literal(true, { message: '请先打勾，同意用身份证号确认是您本人' })
    .meta(field({ label: '同意用身份证号确认是我本人', widget: 'consent', page: 3 })),
})
type Form = z.infer<typeof form>

/** What a joining application keeps beside its form. */
export interface JoiningFacts {
  birthDay: string
  unionName: string
  unionPhone: string
  idTail: string
  phoneTail: string | null
  phoneMoved?: boolean
  /** The joining event, if she applied at its stall. */
  event: string | null
}

/** Its form as stored. */
export interface StoredJoining {
  name: string
  idNumber: Kept
  employment: keyof typeof EMPLOYMENT
  employer?: string
  union: string
}

export type Joining = CaseDocument<JoiningFacts>
const formIn = (standing: Joining) => standing.form as unknown as StoredJoining

export const joining: Kind<JoiningFacts> = {
  kind: 'joining',
  version: 1,
  title: '入会申请',
  plain: '加入工会',
  who: 'anyone',
  many: false,
  rated: false,
  form,
  pages: [
    { title: '您是谁', help: '照着身份证填，一两分钟' },
    { title: '您的工作', help: '' },
    { title: '找到您的工会', help: '单位没有工会，也帮您找到' },
    { title: '看一遍，交上去', help: '' },
  ],
  evidence: [],
  steps: [
    {
      name: 'committee',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要答复入会申请',
      title: '工会委员会审批',
      stage: '在看您的申请',
      deadline: (city) => ({
        days: city.joinWorkingDays,
        unit: 'working',
        clause: '《中国工会章程》第二条：入会要由工会基层委员会批准。几天内答复，由市总工会规定',
      }),
      acts: [
        {
          act: 'approve',
          label: '同意入会',
          effect: '马上成为会员，会员卡发到手机上，并告诉申请人',
          to: { end: 'approved' },
          ledger: 'member.joined',
          batch: true,
          brings: begin,
          told: (done) => ({
            title: '您入会了',
            text: `${(done as unknown as Joining).facts.unionName}同意了。会员卡在手机上，到店出示就便宜`,
            link: '/pages/card/card',
          }),
        },
        sameMan,
        {
          act: 'refuse',
          label: '不同意，写明原因',
          tone: 'refuse',
          needsReason: true,
          reasons: ['您不在我们这里上班。请到干活那个地方的工会申请', '姓名和身份证号对不上。请核对后再交一次'],
          effect: '申请人会看到您写的原因，可以改了再交',
          to: { end: 'refused' },
          told: (_done, note) => ({ title: '这次没有同意入会', text: note }),
        },
      ],
    },
  ],

  async prepare(answers, { now, membership, person, unions }) {
    const filled = answers as unknown as Form
    if (membership) throw new AppError('ALREADY', `您已经是${membership.orgName}的会员了，不用再入`)
    const idNumber = tidyIdNumber(filled.idNumber)
    const fault = idNumberFault(idNumber, now)
    if (fault) throw new AppError('BAD_INPUT', sayIdNumberFault(fault))
    const union = unions.find(({ _id }) => _id === filled.union)
    if (!union || union.status !== 'active') throw new AppError('NOT_FOUND', '没找到这个工会。请再选一次')
    if (union.form === 'federation') throw new AppError('BAD_INPUT', '请选单位、街道或行业的工会')
    const event = filled.event ? await eventFor(filled.event, union._id, now) : null
    return {
      facts: {
        event: event && event._id,
        birthDay: birthDay(idNumber)!,
        unionName: union.name,
        unionPhone: union.phone,
        idTail: tailIndex('idTail', idNumber),
        phoneTail: person.phone && tailIndex('phoneTail', unseal(person.phone)),
        phoneMoved: Boolean(person.phoneMoved),
      },
      chain: await chainOf(union, now),
      titles: { union: union.name, ...(event && { event: event.title }) },
    }
  },

  async warnings(standing) {
    const { name, idNumber } = formIn(standing)
    const [holder, twice, onRosters] = await Promise.all([
      holdsMembership(idNumber.index),
      appliesTwice(idNumber.index),
      namesOnRosters(standing.org, [idNumber.index]),
    ])
    const listed = onRosters.get(idNumber.index)
    return [
      ...(holder ? [sayHolder(holder, standing)] : []),
      ...phoneWarning(standing.facts),
      ...(twice ? ['另一个微信也用这个身份证号在申请入会。请先当面核对身份证'] : []),
      ...(listed ? [listed.includes(name) ? '名册里有，姓名对得上' : '名册里有这个身份证号，姓名不一样。请核对'] : []),
    ]
  },
}

function sayHolder({ openid, orgName }: Pick<Membership, 'openid' | 'orgName'>, standing: Joining): string {
  if (openid === standing.openid) return `这个人已经是${orgName}的会员`
  return `${HELD}，在${orgName}。请先当面核对身份证`
}

/** The event she names, if it is open and of the union she chose. */
async function eventFor(id: string, union: string, now: Date): Promise<JoiningEvent> {
  const event = await findJoiningEvent(id)
  if (!event || event.org !== union) throw new AppError('BAD_INPUT', '这次活动不是这个工会的。请再扫一次摊位上的码')
  if (!isOpen(event, now))
    throw new AppError('NOT_NOW', '这次集中入会结束了。入会天天都能办：请回首页点“入会”，填的还在')
  return event
}

/** The membership with its card begins with the approval. */
async function begin(transaction: Transaction, approved: CaseDocument, at: Date, attempt: number): Promise<void> {
  const done = approved as unknown as Joining
  const { cardPrefix, cardYears } = await citySettings(Number(at))
  try {
    await addMembership(transaction, membershipOf(done, at, cardYears, cardNumberOf(cardPrefix, done._id, attempt)))
  } catch (error) {
    if (!isDuplicate(error)) throw error
    if (await holdsMembership(formIn(done).idNumber.index))
      throw new AppError('ALREADY', '这个身份证号已经有会籍，不能再入一次。请先核对身份证')
    if (await findMembership(done.openid)) throw new AppError('ALREADY', '申请人已经是会员了，不能再入一次')
    throw new TryAgain('card number taken')
  }
}
