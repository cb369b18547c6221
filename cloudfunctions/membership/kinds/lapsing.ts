import { z } from 'zod'
import { dayOf, type Day } from '../../../miniprogram/rules/days'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind, type StepAct } from '../../kernel/casework/kind'
import { AppError } from '../../kernel/errors'
import { plainText } from '../../kernel/text'
import { aboutOf, daysPast, memberField, mustBePast, prepareAbout, tellMember, type AboutMember } from '../about-member'
import { changeState } from '../change-state'

/**
 * 视为退会: without good reason six months no dues and no activity, and no change after being urged, counts as having
 * left (中国工会章程 第6条). A record of the union's officer: first she urges, which is written down and told to the
 * member; thirty days later, and no sooner, the committee may declare it.
 */

const MONTHS_IDLE = 6
const DAYS_AFTER_URGING = 30
const CLAUSE = '《中国工会章程》第六条：没有正当理由连续六个月不交会费、不参加活动，经教育拒不改正，视为自动退会'

const form = z.strictObject({
  member: memberField,
  lastActiveOn: aDay('请选最后一次是哪天').meta(
    field({
      label: '最后一次交会费或参加活动',
      help: '满六个月才能办。病了、生孩子、单位停工，都算有正当理由',
      widget: 'day',
      page: 0,
    }),
  ),
})
type Form = z.infer<typeof form>

const urge: StepAct = {
  act: 'urge',
  label: '提醒过了，记下来',
  title: '工会提醒了会员',
  effect: `手机上也替您发一条提醒。满 ${DAYS_AFTER_URGING} 天还没有回音，才能宣布视为退会`,
  fields: z.strictObject({
    how: z.enum(['visit', 'phone', 'letter'], { message: '请选怎么提醒的' }).meta(
      field({
        label: '怎么提醒的',
        widget: 'choice',
        options: [
          { value: 'visit', label: '当面说的' },
          { value: 'phone', label: '打电话' },
          { value: 'letter', label: '发信或微信' },
        ],
      }),
    ),
    words: plainText(200)
      .refine((text) => text.length >= 4, '请写一句说了什么、对方怎么答的')
      .meta(field({ label: '说了什么', widget: 'longText' })),
  }),
  to: { step: 'wait' },
  ledger: 'application.noted',
  async brings(transaction, done, at) {
    const { unionName } = aboutOf(done)
    await tellMember(transaction, done, at, {
      title: `${unionName}请您联系一下`,
      text: `记录上您半年多没参加工会的活动了。有难处，或者不是这样，请跟工会说一声；满 ${DAYS_AFTER_URGING} 天没有回音，会籍可能会停`,
    })
  },
}

export const lapsing: Kind<AboutMember> = {
  kind: 'lapsing',
  version: 1,
  title: '视为退会',
  plain: '会员半年没有音信',
  who: 'officer',
  many: false,
  rated: false,
  form,
  pages: [{ title: '哪位会员，多久没来了', help: '先提醒，记下来；满 30 天还没有回音，再宣布' }],
  evidence: [],
  about: ({ facts: { person, openid } }) => ({ person, openid }),
  steps: [
    {
      name: 'urge',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要提醒会员',
      title: '提醒会员',
      stage: '要提醒会员',
      silent: 'stays',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: CLAUSE }),
      acts: [urge, drop('不办了，写明原因', ['会员有正当理由', '会员回来参加活动了'])],
    },
    {
      name: 'wait',
      at: 'own',
      role: 'officer',
      state: 'reviewing',
      next: '要看会员回音没有',
      title: '等会员回音，再宣布',
      stage: '在等会员回音',
      silent: 'stays',
      deadline: () => ({ days: 60, unit: 'calendar', clause: CLAUSE }),
      acts: [
        {
          act: 'declare',
          label: '没有回音，宣布视为退会',
          title: '宣布视为退会',
          effect: '会籍到今天为止，会员卡停用，并告诉本人怎么回来',
          when: urgedLongAgo,
          to: { end: 'closed' },
          ledger: 'member.left',
          async brings(transaction, done, at) {
            await changeState(transaction, aboutOf(done).membership, 'treatAsLeft', at, { org: done.org })
            await tellMember(transaction, done, at, {
              title: '您的会籍停了',
              text: `${aboutOf(done).unionName}按“视为退会”办了：${CLAUSE}。不是这样，打 12351 请上级工会再看；想回来，哪天都可以再加入`,
              link: '/pages/card/card',
            })
          },
          told: () => ({ title: '宣布视为退会了', text: '会员卡停了，也告诉了本人' }),
        },
        { ...urge, label: '又提醒了一次，记下来', tone: 'plain', to: { stay: true } },
        drop('会员有回音了，不办了', ['会员回来参加活动了', '会员有正当理由']),
      ],
    },
  ],

  async prepare(answers, applicant) {
    const { member, lastActiveOn } = answers as Form
    mustBePast(lastActiveOn, applicant.now, '这一天还没到。请再看一遍')
    if (lastActiveOn > monthsBefore(dayOf(applicant.now), MONTHS_IDLE))
      throw new AppError('NOT_NOW', '还不满六个月。满了六个月，提醒过还没有回音，才能办')
    return prepareAbout('lapsing', member, 'treatAsLeft', applicant)
  },

  received: () => ({ title: '记下来了', text: '先提醒会员。在案头点开这一件，接着办' }),

  warnings: (standing, now) =>
    standing.step === 'wait' && !urgedLongAgo(standing, now) ? [`提醒满 ${DAYS_AFTER_URGING} 天以后，才能宣布`] : [],
}

function drop(label: string, reasons: string[]): StepAct {
  return {
    act: 'drop',
    label,
    title: '不办了',
    tone: 'plain',
    needsReason: true,
    reasons,
    effect: '会籍不变，这一件到此为止，并告诉本人',
    to: { end: 'closed' },
    async brings(transaction, done, at) {
      const text = `您还是${aboutOf(done).unionName}的会员，什么都不用办`
      await tellMember(transaction, done, at, { title: '会籍照常', text })
    },
    told: (_done, note) => ({ title: '视为退会不办了', text: note }),
  }
}

function urgedLongAgo({ records }: Pick<CaseDocument, 'records'>, now: Date): boolean {
  return records.some(({ act, at }) => act === 'urge' && daysPast(at, DAYS_AFTER_URGING, now))
}

/** So many months before a day, to be compared with: of a day that its month has not, any later one is after it. */
function monthsBefore(day: Day, months: number): Day {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-${day.slice(8)}`
}
