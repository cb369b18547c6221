import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'
import { federationNames } from '../kernel/orgs'
import type { Caller } from '../kernel/serve'
import {
  countMonth,
  findBoard,
  findBoardMonths,
  putBoard,
  putBoardMonth,
  type BoardMonth,
  type TownCount,
} from './store'

/** How long the unions take, in public: by town, over the last twelve months, and no figure of fewer than five. */

const MONTHS = 12
/** A cell of fewer could point at a person. */
const FEWEST = 5
const OTHERS = '其他镇街'

const DEFINITION = `最近十二个月办完的申请。天数是从交上去到办完，按天平均；按期是各级工会每一步都在规定日子里的比例。少于 ${FEWEST} 件的镇街并到“${OTHERS}”，还不到 ${FEWEST} 件的不列。心理咨询不算在里面。`

/** The board as last rolled up; empty before the first night. One request. */
export async function readBoard(_input: object, { now }: Caller<'anyone'>) {
  const board = await findBoard()
  const months = lastMonths(dayOf(now))
  return {
    day: board?.day ?? dayOf(now),
    from: board?.from ?? months[0]!,
    until: board?.until ?? months[months.length - 1]!,
    rows: board?.rows ?? [],
    definition: DEFINITION,
  }
}

/** Once a day: counts this month and the last anew, months that are missing, and writes the board from the twelve. */
export async function rollUpBoard(now: Date): Promise<void> {
  const today = dayOf(now)
  const board = await findBoard()
  if (board?.day === today) return
  const months = lastMonths(today)
  const known = new Map((await findBoardMonths(months)).map((month) => [month._id, month]))
  for (const month of months) {
    const settled = known.has(month) && month < months[MONTHS - 2]!
    if (settled) continue
    const counted: BoardMonth = { _id: month, towns: await countMonth(month) }
    await putBoardMonth(counted)
    known.set(month, counted)
  }
  const names = await federationNames(now)
  const rows = rowsOf(
    [...known.values()].flatMap(({ towns }) => towns),
    (town) => names.get(town) ?? OTHERS,
  )
  await putBoard({ day: today, from: months[0]!, until: months[months.length - 1]!, rows })
}

/** `2025-12` ... `2026-11`: the twelve months up to a day's. */
export function lastMonths(today: Day): string[] {
  const months: string[] = []
  for (let day = `${today.slice(0, 7)}-01`; months.length < MONTHS; day = `${addDays(day, -1).slice(0, 7)}-01`)
    months.unshift(day.slice(0, 7))
  return months
}

export interface BoardRow {
  town: string
  decided: number
  inTimePercent: number
  days: number
}

/** Counts by town as rows that point at nobody: towns of fewer than five become one, and go if that is still fewer. Pure. */
export function rowsOf(counts: TownCount[], nameOf: (town: string) => string): BoardRow[] {
  const byName = new Map<string, Omit<TownCount, 'town'>>()
  const add = (name: string, { ended, acts, inTime, days }: Omit<TownCount, 'town'>) => {
    const sum = byName.get(name) ?? { ended: 0, acts: 0, inTime: 0, days: 0 }
    byName.set(name, {
      ended: sum.ended + ended,
      acts: sum.acts + acts,
      inTime: sum.inTime + inTime,
      days: sum.days + days,
    })
  }
  for (const { town, ...count } of counts) add(town === null ? '市、区直属' : nameOf(town), count)
  for (const [name, count] of [...byName])
    if (count.ended < FEWEST && name !== OTHERS) {
      byName.delete(name)
      add(OTHERS, count)
    }
  return [...byName]
    .filter(([, { ended }]) => ended >= FEWEST)
    .map(([town, { ended, acts, inTime, days }]) => ({
      town,
      decided: ended,
      inTimePercent: acts === 0 ? 100 : Math.round((100 * inTime) / acts),
      days: Math.round((10 * days) / ended) / 10,
    }))
    .sort(
      (a, b) =>
        Number(a.town === OTHERS) - Number(b.town === OTHERS) || b.decided - a.decided || (a.town < b.town ? -1 : 1),
    )
}
