import { readCursor, writeCursor } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { temporaryAddress, writeFile } from '../kernel/files'
import { DESK_PAGE, nextAfter } from '../kernel/my-desk'
import type { Caller } from '../kernel/serve'
import { writeCsv, writeXlsx } from '../kernel/write-sheet'
import * as rosters from './roster-store'
import { rosterView } from './roster-view'
import { TEMPLATE_ROWS } from './template'

/** An officer's looks at her union's rosters and at what was wrong in them, and the templates. */

type Officer = Caller<'provedInQuery'>
type OneRoster = { desk: string; roster: string }

/** An address to fetch a file from. */
const SECONDS = 600
/** Lines of a list to fetch; who has more wrong begins with the first. */
const MOST_LINES = 5000

/** One request. */
export async function readRosters({ desk, after }: { desk: string; after?: string }, { openid }: Officer) {
  const { found } = await rosters.findRostersPage(openid, desk, after)
  return { rosters: found.map(rosterView), next: nextAfter(found) }
}

/** One request. */
export async function readRoster({ desk, roster: id }: OneRoster, { openid }: Officer) {
  const { roster } = await rosters.findRoster(openid, desk, id)
  return { roster: rosterView(roster) }
}

/** What is wrong, in the order of the rows, up to 20 at a time. Two requests. */
export async function readFaults({ desk, roster: id, after }: OneRoster & { after?: string }, { openid }: Officer) {
  const from = readCursor<[number, number]>(after, ['number', 'number']) ?? [0, 0]
  await rosters.findRoster(openid, desk, id)
  const chunks = await rosters.findFaultyChunks(id, from[0], 5)
  const all = chunks.flatMap(({ at, faults }) => faults.map((fault, nth) => ({ at, nth, fault })))
  const rest = all.filter(({ at, nth }) => at > from[0] || nth >= from[1])
  const page = rest.slice(0, DESK_PAGE)
  const following = rest[DESK_PAGE] ?? (chunks.length === 5 ? { at: chunks[4]!.at + 1, nth: 0 } : null)
  return {
    faults: page.map(({ fault }) => fault),
    next: following && writeCursor([following.at, following.nth]),
  }
}

/** The whole list of what is wrong as a spreadsheet, to mend by. Requests: one for each ten faulty chunks, three more. */
export async function fetchFaults({ desk, roster: id }: OneRoster, { openid }: Officer) {
  const { roster } = await rosters.findRoster(openid, desk, id)
  const lines: string[][] = [['行', '哪一列', '怎么回事']]
  for (let from = 0; lines.length <= MOST_LINES;) {
    const chunks = await rosters.findFaultyChunks(id, from, 10)
    for (const { faults } of chunks)
      lines.push(...faults.map(({ row, where, words }) => [`第 ${row} 行`, where, words]))
    if (chunks.length < 10) break
    from = chunks[9]!.at + 1
  }
  if (lines.length === 1) throw new AppError('NOT_NOW', '这份名册没有毛病')
  const file = await writeFile(
    `rosters/${roster._id}-faults.xlsx`,
    writeXlsx('要改的地方', lines.slice(0, MOST_LINES + 1)),
  )
  return { url: await addressOf(file), name: '名册要改的地方.xlsx' }
}

/** An empty roster with its columns named and its numbers kept as text. Two requests of files. */
export async function fetchTemplate({ format }: { format: 'xlsx' | 'csv' }, _caller: Caller) {
  const bytes = format === 'xlsx' ? writeXlsx('名册', TEMPLATE_ROWS) : writeCsv(TEMPLATE_ROWS)
  const file = await writeFile(`rosters/template.${format}`, bytes)
  return { url: await addressOf(file), name: `名册模板.${format}` }
}

const addressOf = async (file: string): Promise<string> => (await temporaryAddress([file], SECONDS))[0]!
