import { dayOf, daysBetween, sayShortDay } from '../../miniprogram/rules/days'
import { nextReminder } from '../../miniprogram/rules/merchant'
import { inTransaction } from '../kernel/database'
import { idFrom } from '../kernel/ids'
import { log, originOf } from '../kernel/log'
import { knock, leaveMessage } from '../kernel/messages'
import type { TimerJob } from '../kernel/serve'
import { citySettings } from '../kernel/settings'
import { shopLink } from './clerks'
import * as store from './merchant-store'
import { changed, type Merchant } from './merchants'
import { follow, followAll } from './shop-window'
import { sweepTries } from './digits-store'

/**
 * What days do to merchants: agreements end, owners are reminded 60, 30 and 7 days before, and offers that have not
 * followed do. Each by itself; a few requests when nothing is due, whatever the number of merchants.
 */
export const merchantsTimer: TimerJob = {
  name: 'merchants',
  // Each five minutes, China's time.
  cron: '30 */5 * * * * *',
  async run(now) {
    const failed =
      (await inRounds(
        () => store.findToEnd(dayOf(now), AT_ONCE),
        (one) => end(one, now),
      )) + (await remind(now))
    await followAll()
    await sweepTries(now)
    if (failed > 0) throw new Error('some merchants failed')
  },
}

const AT_ONCE = 20
const ROUNDS = 10

async function inRounds(find: () => Promise<Merchant[]>, act: (one: Merchant) => Promise<void>): Promise<number> {
  const tried = new Set<string>()
  let failed = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = (await find()).filter(({ _id }) => !tried.has(_id))
    if (fresh.length === 0) return failed
    for (const one of fresh) {
      tried.add(one._id)
      try {
        await act(one)
      } catch (error) {
        failed += 1
        log({ event: 'merchant-failed', area: 'benefits', action: 'merchants', id: one._id, ...originOf(error) })
      }
    }
  }
  return failed
}

/** Its last day is over: the agreement's, or the one it named itself. */
async function end({ _id }: Merchant, now: Date): Promise<void> {
  const today = dayOf(now)
  const ended = await inTransaction(async (transaction) => {
    const standing = await store.readIn(transaction, _id)
    if (!standing || standing.state === 'ended' || standing.endsOn === null || standing.endsOn > today) return null
    const quits = standing.quitOn !== null && standing.quitOn <= today
    const why = quits ? '店主退出' : `协议${sayShortDay(standing.agreement.until)}到期`
    const next = changed(standing, { state: 'ended', why }, quits ? '退出了' : '协议到期', '到日子自动', now)
    await store.writeIn(transaction, next)
    return next
  })
  if (!ended) return
  const text = ended.quitOn
    ? '照您说的日子，会员优惠停了。想回来，再申请就行'
    : '工友暂时看不到店里的优惠。三个月里还能续签，在“我的店”里点“续签”'
  await tell(ended, `end-${ended.version}`, `${ended.name}的会员优惠到今天为止`, text, now)
  await follow(ended)
}

async function remind(now: Date): Promise<number> {
  const today = dayOf(now)
  return inRounds(
    () => store.findToRemind(today, AT_ONCE),
    async (one) => {
      const { until } = one.agreement
      const days = daysBetween(today, until)
      const title = `${one.name}的优惠协议还有 ${days} 天到期`
      const text = `${sayShortDay(until)}是最后一天。接着做，在“我的店”里点“续签”，店员不用重新添`
      if (days >= 0 && one.state !== 'ended') await tell(one, `until-${one.remindOn}`, title, text, now)
      await store.setReminder(one._id, one.remindOn!, nextReminder(until, today))
    },
  )
}

async function tell({ _id, owner }: Merchant, what: string, title: string, text: string, at: Date): Promise<void> {
  if (!owner) return
  const link = shopLink(_id)
  await leaveMessage({ _id: idFrom('msg', _id, what), openid: owner, title, text, at, unread: true, link })
  const { messageTemplates } = await citySettings(Number(at))
  await knock({ openid: owner, templateId: messageTemplates.caseNews, title, text, page: link.slice(1) })
}
