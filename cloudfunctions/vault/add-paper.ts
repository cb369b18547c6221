import type { z } from 'zod'
import { dayOf } from '../../miniprogram/rules/days'
import { MOST_PAPERS, PAPER_TYPES, paperValidUntil } from '../../miniprogram/rules/papers'
import { isDuplicate } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { deleteFiles } from '../kernel/files'
import { idFrom } from '../kernel/ids'
import { newPerson } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { findMyPapers, type Paper } from '../kernel/vault'
import type { contract, PaperView } from './contract'
import { viewPaper } from './paper-view'
import { addPaper, findPaper } from './store'
import { checkUploads, takeInFiles } from '../kernel/take-in-files'

type Input = z.output<(typeof contract)['add']['in']>

/**
 * Takes an upload in as a paper, once for each key. Cut half-way it leaves nothing attached: the paper's record is
 * written last, and asking again goes over the same names. Two requests, and two for each file.
 */
export async function addPaperOf(input: Input, caller: Caller): Promise<{ paper: PaperView }> {
  const { openid, now } = caller
  const person = newPerson(openid, now)._id
  const { clientKey, type, takenOn = dayOf(now) } = input
  const uploads = input.files.map(({ fileId }) => fileId)
  checkUploads(person, clientKey, uploads)
  if (takenOn > dayOf(now)) throw new AppError('BAD_INPUT', '材料上的日期还没到，请重新选')

  const id = idFrom('paper', person, clientKey)
  const held = await findMyPapers(openid)
  const before = held.find(({ _id }) => _id === id)
  if (before) return { paper: viewPaper(before, now) }
  if (held.length >= MOST_PAPERS) throw new AppError('NOT_NOW', '材料存满了。请先删掉用不着的')

  const files = await takeInFiles(`vault/${person}/${id}`, uploads).catch(async (error: unknown) => {
    // Another press of the same key may have taken the uploads in a moment ago.
    const other = isMissing(error) ? await findPaper(openid, id) : null
    if (other?.state === 'held') return null
    throw error
  })
  if (!files) return addPaperOf(input, caller)
  const paper: Paper = {
    _id: id,
    person,
    openid,
    type,
    title: input.title || PAPER_TYPES[type].title,
    files,
    takenOn,
    validUntil: paperValidUntil(type, takenOn),
    addedAt: now,
    state: 'held',
  }
  const kept = await addOnce(paper)
  await deleteFiles(uploads)
  return { paper: viewPaper(kept, now) }
}

const isMissing = (error: unknown) => error instanceof AppError && error.code === 'FILE_MISSING'

/** The paper now held under this id: this one, or the one that another press made at the same moment. */
async function addOnce(paper: Paper): Promise<Paper> {
  try {
    await addPaper(paper)
    return paper
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  const other = await findPaper(paper.openid, paper._id)
  if (other?.state === 'held') return other
  // Removed since: what was just stored again under its name goes as well.
  await deleteFiles(paper.files.map(({ id }) => id))
  throw new AppError('NOT_NOW', '这份材料您已经删了。要用就重新拍一张')
}
