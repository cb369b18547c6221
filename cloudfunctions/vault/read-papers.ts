import { writeCursor } from '../kernel/database'
import { notFound } from '../kernel/errors'
import { temporaryAddress } from '../kernel/files'
import { newPerson } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { findMyPapers, findPapers } from '../kernel/vault'
import { viewPaper } from './paper-view'
import { findLooks, PAGE } from './store'
import { uploadFolder } from '../kernel/take-in-files'

/** An address lasts long enough to look and zoom, and is of no use to whoever finds it tomorrow. */
const SECONDS = 300

/** My papers, newest first. One request. */
export async function findMine(_input: object, { openid, now }: Caller) {
  const found = await findMyPapers(openid)
  return { papers: found.map((paper) => viewPaper(paper, now)), folder: uploadFolder(newPerson(openid, now)._id) }
}

/** My own paper, to look at. Nobody's look is recorded: it is mine. One request and one for the files. */
export async function openPaper({ paperId }: { paperId: string }, { openid }: Caller) {
  const [paper] = await findPapers(openid, [paperId])
  if (!paper) throw notFound('这份材料，可能已经删了')
  const urls = await temporaryAddress(
    paper.files.map(({ id }) => id),
    SECONDS,
  )
  const pages = paper.files.map(({ mime }, i) => ({ url: urls[i]!, pdf: mime === 'application/pdf' }))
  return { title: paper.title, pages, seconds: SECONDS }
}

/** Who looked at my papers, newest first. One request. */
export async function readLooks({ after }: { after?: string }, { openid }: Caller) {
  const found = await findLooks(openid, after)
  const last = found[found.length - 1]
  return {
    looks: found.map(({ _id, title, kindTitle, case: caseId, by, reason, at }) => ({
      id: _id,
      title,
      kindTitle,
      case: caseId,
      by,
      reason,
      at: Number(at),
    })),
    next: last && found.length === PAGE ? writeCursor([Number(last.at), last._id]) : null,
  }
}
