import { call, CallFailure } from './call'
import { showFiles } from './show-files'

/** Shows one of my papers. Says what went wrong itself. */
export async function openPaper(paperId: string): Promise<void> {
  try {
    const { pages } = await call('vault.open', { paperId })
    await showFiles(pages.map(({ url, pdf }) => ({ url, mime: pdf ? 'application/pdf' : 'image/jpeg' })))
  } catch (error) {
    const title = error instanceof CallFailure ? error.words : '没打开。请再试一次'
    void wx.showToast({ title, icon: 'none', duration: 3000 })
  }
}
