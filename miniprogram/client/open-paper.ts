import { call, CallFailure } from './call'

/** Shows one of my papers: its pictures as WeChat shows pictures, a PDF in WeChat's reader. Says what went wrong itself. */
export async function openPaper(paperId: string): Promise<void> {
  try {
    const { pages } = await call('vault.open', { paperId })
    const urls = pages.filter(({ pdf }) => !pdf).map(({ url }) => url)
    const document = pages.find(({ pdf }) => pdf)
    // WeChat shows pictures and documents apart.
    const both = urls.length > 0 && document !== undefined
    const first = both
      ? await wx.showActionSheet({ itemList: ['看照片', '看 PDF'] }).catch(() => null)
      : { tapIndex: 0 }
    if (!first) return
    if (document && (urls.length === 0 || first.tapIndex === 1)) await showDocument(document.url)
    else await wx.previewImage({ urls })
  } catch (error) {
    const title = error instanceof CallFailure ? error.words : '没打开。请再试一次'
    void wx.showToast({ title, icon: 'none', duration: 3000 })
  }
}

async function showDocument(url: string): Promise<void> {
  const filePath = await new Promise<string>((resolve, reject) => {
    wx.downloadFile({ url, success: ({ tempFilePath }) => resolve(tempFilePath), fail: reject })
  })
  await wx.openDocument({ filePath, fileType: 'pdf' })
}
