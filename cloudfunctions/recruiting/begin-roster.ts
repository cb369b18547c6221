import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import { deleteFiles, readFile } from '../kernel/files'
import { idFrom } from '../kernel/ids'
import { newPerson } from '../kernel/people'
import { seal } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { uploadFolder } from '../kernel/take-in-files'
import { faultsOf, readRow, type RosterRow, type RowFault } from './check-row'
import { FIELD_TITLES, findColumns } from './find-columns'
import { readUpload } from './read-upload'
import { CHUNK_ROWS, UNFINISHED_DAYS, type Roster, type RosterChunk } from './roster'
import * as rosters from './roster-store'
import { rosterView } from './roster-view'
import { columnName, MOST_ROWS, type Sheet } from './sheet'

interface Input {
  desk: string
  fileId: string
  fileName: string
}

/**
 * Reads an uploaded file once: its rows are checked by themselves, sealed and stored in chunks; the upload is deleted.
 * The same file again is the roster that is there already. Throws FILE_MISSING, FILE_REFUSED, FILE_TOO_LARGE,
 * BAD_INPUT in words. Requests: four, one for each 500 rows, and two of files.
 */
export async function beginRoster({ desk, fileId, fileName }: Input, { openid, now }: Caller<'provedInQuery'>) {
  const own = new RegExp(`^cloud://[^/]+/${uploadFolder(newPerson(openid, now)._id)}/[\\w-]{8,40}-1\\.[a-z0-9]{1,5}$`)
  // Whose desk it is must be known before a file is opened.
  const { post } = await rosters.seekRoster(openid, desk, 'none')
  if (post.level !== 'grassroots') throw new AppError('NOT_NOW', '名册由基层工会来传。请让要招会员的那个工会传')
  if (!own.test(fileId)) throw new AppError('FORBIDDEN', '这个文件不是您这次传的。请重新选')
  const bytes = await readFile(fileId)
  if (!bytes) throw new AppError('FILE_MISSING', '文件没传上来。请再传一次')
  const id = idFrom('roster', post.org, createHash('sha256').update(bytes).digest('hex'))
  const { roster } = await rosters.seekRoster(openid, desk, id)
  const standing = roster ?? (await store(id, post.org, fileName, read(bytes), now))
  await deleteFiles([fileId])
  return { roster: rosterView(standing), again: roster !== null }

  function read(content: Buffer): Sheet {
    try {
      return readUpload(content)
    } catch (error) {
      // What cannot be read is of no use up there either.
      void deleteFiles([fileId])
      throw error
    }
  }
}

async function store(id: string, org: string, fileName: string, sheet: Sheet, now: Date): Promise<Roster> {
  const { checked, faulty, idWhere } = checkAll(sheet, now)
  if (checked.length === 0) throw new AppError('BAD_INPUT', '标题下面一行人也没有。请填好再传')
  if (checked.length > MOST_ROWS) throw new AppError('FILE_TOO_LARGE', '这张表超过 5 万人。请分成几份，一份一份传')
  // Reading took a second or more without a look at the network: connections closed meanwhile are noticed first.
  await setTimeout(10)
  const until = addDays(dayOf(now), UNFINISHED_DAYS)
  const chunks: RosterChunk[] = []
  for (let at = 0; at * CHUNK_ROWS < checked.length; at += 1) {
    const part = checked.slice(at * CHUNK_ROWS, (at + 1) * CHUNK_ROWS)
    const faults = part.flatMap((one) => one.faults)
    const rows = seal(JSON.stringify(part.filter((one) => one.faults.length === 0).map((one) => one.row)))
    chunks.push({ _id: rosters.chunkId(id, at), roster: id, at, rows, faults, faulty: faults.length > 0, until })
  }
  await rosters.addChunks(chunks)
  return rosters.addRoster({
    _id: id,
    org,
    fileName,
    idWhere,
    state: 'checking',
    rows: checked.length,
    chunks: chunks.length,
    checked: 0,
    taken: 0,
    faulty,
    members: 0,
    entries: 0,
    known: 0,
    notes: sheet.notes,
    createdAt: now,
    until,
  })
}

/** Every person of the sheet with what is wrong; a number that stood in a row above is wrong too. */
function checkAll(sheet: Sheet, now: Date) {
  const { columns, rows } = findColumns(sheet)
  const idWhere = `${columnName(columns.idNumber)} 列 ${FIELD_TITLES.idNumber}`
  const firstRow = new Map<string, number>()
  let faulty = 0
  const checked = rows.flatMap((raw): { row: RosterRow; faults: RowFault[] }[] => {
    const row = readRow(raw, columns)
    // A line of signatures, a sum: nobody's.
    if (!row.name && !row.idNumber && !row.phone) return []
    const faults = faultsOf(row, raw, columns, now)
    const before = firstRow.get(row.idNumber)
    if (faults.length === 0 && before !== undefined) faults.push(twice(row.row, idWhere, before))
    if (row.idNumber && before === undefined) firstRow.set(row.idNumber, row.row)
    if (faults.length > 0) faulty += 1
    return [{ row, faults }]
  })
  return { checked, faulty, idWhere }
}

const twice = (row: number, where: string, before: number): RowFault => ({
  row,
  where,
  words: `跟第 ${before} 行是同一个身份证号。请留一行`,
  kind: 'fault',
})
