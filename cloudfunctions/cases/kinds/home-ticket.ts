import { z } from 'zod'
import { addDays, dayOf, daysBetween, sayDay, type Day } from '../../../miniprogram/rules/days'
import { AppError } from '../../kernel/errors'
import { appealStep, askMore, passOn, refuse } from '../../kernel/casework/common-acts'
import { aDay, money } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { citySettings } from '../../kernel/settings'
import { BANK_CARD, bankFields, IDENTITY, someLine } from '../common-fields'
import { atMost, grantFields, grantedFen, payGranted, sayFen } from '../grants'
import { paidTo } from '../store'

/**
 * 返乡车票: a migrant worker's ticket home around the Spring Festival, refunded up to the city's cap. The journey lies
 * in the forty days of the Spring Festival traffic (春运: 15 days before to 25 days after New Year's Day); the ticket is
 * handed in while they last or within 30 days of the journey.
 */

/** New Year's Day of the lunar calendar. Astronomy, so known in advance; a test checks it against the calendar package. */
export const NEW_YEARS: Day[] = [
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
  '2036-01-28',
  '2037-02-15',
  '2038-02-04',
  '2039-01-24',
  '2040-02-12',
]
const BEFORE = 15
const AFTER = 25
const HAND_IN = 30

const form = z.strictObject({
  from: someLine(30, '请填从哪儿上车').meta(field({ label: '从哪儿上车', widget: 'text', page: 0 })),
  home: someLine(30, '请填回到哪儿').meta(field({ label: '回到哪儿', help: '哪个市、县', widget: 'text', page: 0 })),
  by: z.enum(['train', 'bus', 'ship', 'plane'], { message: '请选坐什么回去的' }).meta(
    field({
      label: '坐什么',
      widget: 'choice',
      page: 0,
      options: [
        { value: 'train', label: '火车' },
        { value: 'bus', label: '汽车' },
        { value: 'ship', label: '船' },
        { value: 'plane', label: '飞机' },
      ],
    }),
  ),
  travelledOn: aDay('请选哪天坐的车').meta(field({ label: '哪一天', widget: 'day', page: 0 })),
  fareFen: money('请填车票多少钱')
    .min(1, '请填车票多少钱')
    .meta(field({ label: '车票多少钱', help: '票上印的，一个人的', widget: 'money', page: 0 })),
  ...bankFields(1),
})
type Form = z.infer<typeof form>

interface TicketFacts {
  /** The city's cap on the day it was handed in, in fen. */
  capFen: number
}

export const homeTicket: Kind<TicketFacts> = {
  kind: 'homeTicket',
  version: 1,
  title: '返乡车票补助',
  plain: '过年回家的车票',
  who: 'member',
  entry: {
    title: '报返乡车票',
    line: '过年回家的票，报一部分',
    inStead: 'kinAndOfficers',
    place: 12,
    situation: {
      icon: 'ticket',
      short: '返乡车票',
      title: '过年回家的车票',
      line: '车票能报一部分',
      help: '外地来干活的会员，过年回家的车票能报一部分。',
      bring: ['车票，看得见名字和票价'],
      words: ['车票', '回家', '返乡', '过年', '春运', '火车', '大巴', '船票'],
    },
  },
  closed: (_city, today) => closedOn(today),
  many: false,
  rated: true,
  form,
  pages: [
    { title: '哪张车票', help: '外出务工的工友，过年回家的一张' },
    { title: '钱打到哪儿', help: '' },
  ],
  evidence: [
    IDENTITY,
    { slot: 'ticket', title: '车票', help: '看得见名字、日期和票价', types: ['ticket'], required: true },
    BANK_CARD,
  ],
  steps: [
    {
      name: 'check',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要核对返乡车票',
      title: '工会核对车票',
      stage: '在核对您的车票',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内核对，由市总工会规定' }),
      acts: [
        {
          act: 'approve',
          label: '车票对，定报多少',
          effect: '转到区县总工会发钱，并告诉工友',
          fields: grantFields('报多少', '照票价，最多报到市里定的数'),
          open: true,
          to(standing, given) {
            const { capFen } = standing.facts as unknown as TicketFacts
            const most = Math.min(Number(standing.form.fareFen), capFen)
            atMost(Number(given.grantFen), most, `这张票最多报 ${sayFen(most)}。请再看一遍`)
            return { step: 'pay' }
          },
          told: (done) => ({
            title: '车票能报',
            text: `报 ${sayFen(grantedFen(done))}，${done.orgName}打到您的卡上`,
          }),
        },
        askMore({ reasons: ['车票看不清，请再拍一张', '名字不是您本人，请放您自己的票'] }),
        passOn(),
        refuse('这张车票报不了', ['不是您本人的票', '家就在本市', '今年已经报过一张']),
      ],
    },
    {
      name: 'pay',
      at: 'county',
      role: 'officer',
      state: 'approved',
      next: '要发车票补助',
      title: '发车票补助',
      stage: '要发车票补助',
      deadline: (city) => ({ days: city.payWorkingDays, unit: 'working', clause: '几天内发放，由市总工会规定' }),
      acts: [payGranted('车票钱发了', 'aid.paid')],
    },
    appealStep('above', 'check', 5, '几天内答复，由市总工会规定'),
  ],
  appeal: { days: 15, step: 'appeal', words: '不服的话，可以请上级工会再看一遍' },

  async prepare(answers, { now }) {
    checkJourney((answers as unknown as Form).travelledOn, dayOf(now))
    return { facts: { capFen: (await citySettings(Number(now))).ticketCapFen } }
  },

  reckon(stored, _city, _on, { capFen }) {
    const fareFen = Number(stored.fareFen)
    const fen = Math.min(fareFen, capFen)
    return {
      title: '能报多少',
      lines: [
        { label: '车票', value: sayFen(fareFen), note: '' },
        { label: '最多报', value: sayFen(capFen), note: '一人一年一张' },
        { label: '能报', value: sayFen(fen), note: '' },
      ],
      words: `照规定能报 ${sayFen(fen)}。最后由工会核对车票决定。`,
    }
  },

  async warnings(standing) {
    const since = `${String(standing.form.travelledOn).slice(0, 4)}-01-01`
    const paid = await paidTo(standing.person, 'aid.paid', 'homeTicket', since)
    return paid.times ? [`今年已经报过 ${paid.times} 张，共 ${sayFen(paid.fen)}`] : []
  },
}

/** The dates, while no ticket of any season can be handed in; null else. */
export function closedOn(today: Day): string | null {
  const open = NEW_YEARS.some((day) => addDays(day, -BEFORE) <= today && today <= addDays(day, AFTER + HAND_IN))
  return open ? null : `现在还没到时候。${seasonWords(today)}`
}

function seasonWords(today: Day): string {
  const next = NEW_YEARS.find((day) => addDays(day, AFTER + HAND_IN) >= today)
  const dates = next ? `：${next.slice(0, 4)}年${sayDay(addDays(next, -BEFORE))}到${sayDay(addDays(next, AFTER))}` : ''
  return `只报春节前后的车票${dates}`
}

/** Throws AppError with the dates when a journey is not one home for the Spring Festival, or is handed in too late. */
export function checkJourney(travelledOn: Day, today: Day): void {
  const newYear = NEW_YEARS.find(
    (day) => daysBetween(travelledOn, day) <= BEFORE && daysBetween(day, travelledOn) <= AFTER,
  )
  if (!newYear) throw new AppError('NOT_NOW', seasonWords(today))
  if (travelledOn > today) throw new AppError('NOT_NOW', '坐了车再来申请，票还没用上')
  const last = [addDays(newYear, AFTER), addDays(travelledOn, HAND_IN)].sort()[1]!
  if (today > last) throw new AppError('NOT_NOW', `这张票过了可以报的日子，最晚是${sayDay(last)}。有难处打 12351 说说`)
}
