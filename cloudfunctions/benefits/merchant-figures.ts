import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import { temporaryAddress, writeFile } from '../kernel/files'
import { _ } from '../kernel/cloud'
import { idFrom } from '../kernel/ids'
import { ledger } from '../kernel/ledger'
import { people } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { writeCsv, writeXlsx } from '../kernel/write-sheet'
import { notYours } from './clerks'
import * as store from './merchant-store'
import type { Merchant } from './merchants'
import type { Saving } from './saving'

/** What a merchant's counters recorded, from the same ledger entries that the worker's and the union's figures come from. */

/** Uses of one offer by one clerk on one day; reversals are taken off. */
export interface Use {
  _id: { day: Day; offer: string; clerk: string | null }
  words: string
  times: number
  savedFen: number
  billFen: number
}

const MOST_GROUPS = 5000

/** The uses of a merchant between two days, both among them; a pipeline on the ledger. */
export function usesSince(merchantId: string, from: Day, until: Day): object[] {
  return [
    { $match: { 'detail.merchantId': merchantId, day: from === until ? from : { $gte: from, $lte: until } } },
    {
      $group: {
        _id: { day: '$day', offer: '$detail.offerId', clerk: '$detail.clerk' },
        words: { $first: '$detail.offerWords' },
        times: { $sum: '$personTimes' },
        savedFen: { $sum: '$amountFen' },
        billFen: { $sum: { $multiply: ['$sign', '$detail.billFen'] } },
      },
    },
    { $limit: MOST_GROUPS },
  ]
}

export interface Sums {
  times: number
  savedFen: number
  billFen: number
}

export function sumsOf(uses: Pick<Use, 'times' | 'savedFen' | 'billFen'>[]): Sums {
  return uses.reduce(
    (all, { times, savedFen, billFen }) => ({
      times: all.times + times,
      savedFen: all.savedFen + savedFen,
      billFen: all.billFen + billFen,
    }),
    { times: 0, savedFen: 0, billFen: 0 },
  )
}

/** Sums by a key, the most used first. */
function by<T extends string>(uses: Use[], keyOf: (use: Use) => T): { key: T; sums: Sums; words: string }[] {
  const groups = new Map<T, Use[]>()
  for (const use of uses) groups.set(keyOf(use), [...(groups.get(keyOf(use)) ?? []), use])
  return [...groups]
    .map(([key, some]) => ({ key, sums: sumsOf(some), words: some[0]!.words }))
    .sort((a, b) => b.sums.times - a.sums.times)
}

/** A month of a shop, by day, offer and clerk, for its owner. One request. */
export async function readFigures(
  { merchantId, month }: { merchantId: string; month: string },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { from, until } = daysOf(month)
  const { data } = await people()
    .aggregate()
    .match({ openid, counters: { $elemMatch: { merchantId, owner: true } } } as never)
    .limit(1)
    .lookup({ from: 'merchants', let: {}, pipeline: [{ $match: { _id: merchantId } }], as: 'found' } as never)
    .lookup({ from: 'ledger', let: {}, pipeline: usesSince(merchantId, from, until), as: 'uses' } as never)
    .end()
  const looked = (data as { found: Merchant[]; uses: Use[] }[])[0]
  const merchant = looked?.found[0]
  if (!looked || !merchant) throw notYours()
  const { uses } = looked
  const names = new Map(merchant.clerks.map(({ person, name }) => [person, name]))
  const days = new Map(by(uses, ({ _id }) => _id.day).map(({ key, sums }) => [key, sums]))
  const last = until < dayOf(now) ? until : dayOf(now)
  return {
    merchantName: merchant.name,
    since: merchant.since,
    month,
    sums: sumsOf(uses),
    today: days.get(dayOf(now)) ?? sumsOf([]),
    days: daysBetweenOf(from, last).map((day) => ({ day, ...(days.get(day) ?? sumsOf([])) })),
    offers: by(uses, ({ _id }) => _id.offer).map(({ key, sums, words }) => ({ id: key, words, ...sums })),
    clerks: by(uses, ({ _id }) => _id.clerk ?? '').map(({ key, sums }) => ({
      id: key,
      name: nameOf(names, key),
      ...sums,
    })),
  }
}

function daysOf(month: string): { from: Day; until: Day } {
  const from = `${month}-01`
  const next = addDays(from, 31).slice(0, 7)
  return { from, until: addDays(`${next}-01`, -1) }
}

function daysBetweenOf(from: Day, until: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day)
  return days
}

/** Without a clerk: the customer used the shop's own code. */
const nameOf = (names: Map<string, string>, clerk: string): string =>
  clerk ? (names.get(clerk) ?? '已经离开的店员') : '顾客自己扫的'

const MOST_LINES = 5000
const SECONDS = 600

/** A month's uses line by line, as a file to keep. Requests: one for the owner, one for each hundred lines, two of files. */
export async function exportMonth(
  { merchantId, month, format }: { merchantId: string; month: string; format: 'xlsx' | 'csv' },
  { openid }: Caller<'provedInQuery'>,
) {
  const merchant = await store.findOwned(openid, merchantId)
  if (!merchant) throw notYours()
  const { from, until } = daysOf(month)
  const names = new Map(merchant.clerks.map(({ person, name }) => [person, name]))
  const lines: string[][] = [['日期', '时间', '优惠', '账单（元）', '优惠了（元）', '实收（元）', '店员', '说明']]
  for (let skip = 0; skip < MOST_LINES; skip += 1000) {
    const { data } = await ledger()
      .where({ 'detail.merchantId': merchantId, day: _.gte(from).and(_.lte(until)) })
      .orderBy('day', 'asc')
      .orderBy('at', 'desc')
      .skip(skip)
      .limit(1000)
      .get()
    lines.push(...(data as Saving[]).map((saving) => lineOf(saving, names)))
    if (data.length < 1000) break
  }
  if (lines.length === 1) throw new AppError('NOT_NOW', '这个月还没有人用过会员卡')
  const bytes = format === 'xlsx' ? writeXlsx('会员优惠', lines) : writeCsv(lines)
  const file = await writeFile(`merchants/${idFrom('month', merchantId, month)}.${format}`, bytes)
  const [url] = await temporaryAddress([file], SECONDS)
  return { url: url!, name: `${month}会员优惠.${format}` }
}

function lineOf({ day, at, amountFen, sign, detail }: Saving, names: Map<string, string>): string[] {
  const clock = new Date(Number(at) + 8 * 3_600_000).toISOString().slice(11, 16)
  const yuan = (fen: number) => (fen / 100).toFixed(2)
  const { offerWords, covers, billFen, payFen, clerk, reason } = detail
  return [
    day,
    clock,
    `${offerWords} ${covers}`,
    yuan(sign * billFen),
    yuan(amountFen),
    yuan(sign * payFen),
    nameOf(names, clerk ?? ''),
    sign < 0 ? `撤销：${reason ?? ''}` : '',
  ]
}
