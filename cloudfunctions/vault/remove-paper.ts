import { AppError, notFound } from '../kernel/errors'
import { deleteFiles } from '../kernel/files'
import type { Caller } from '../kernel/serve'
import { findPaper, findUse, markRemoved } from './store'

/**
 * Deletes a paper with its files, for good (个人信息保护法 第四十七条). While an open application uses it with her
 * consent it stays: she withdraws that consent there first, so that the desk learns of it. Who looked at it stays
 * written. Three requests and one for the files; cut half-way, asking again finishes it.
 */
export async function removePaper({ paperId }: { paperId: string }, { openid }: Caller) {
  const paper = await findPaper(openid, paperId)
  if (!paper) throw notFound('这份材料，可能已经删了')
  if (paper.state === 'held') {
    const use = await findUse(openid, paperId)
    if (use)
      throw new AppError('IN_USE', `“${use.kindTitle}”正在用它。要删，先到“我的申请”里打开那件事，收回这份材料的同意`)
    await markRemoved(openid, paperId)
  }
  await deleteFiles(paper.files.map(({ id }) => id))
  return {}
}
