import { CallFailure } from './call'

/** Files of a paper or of a record, as the cloud answers them: addresses good for minutes. */
export interface ShownFile {
  url: string
  mime: string
}

/**
 * Shows pictures as WeChat shows pictures, a PDF in WeChat's reader; of both, asks which. Throws CallFailure in words.
 */
export async function showFiles(files: readonly ShownFile[]): Promise<void> {
  const urls = files.filter(({ mime }) => mime.startsWith('image/')).map(({ url }) => url)
  const document = files.find(({ mime }) => mime === 'application/pdf')
  // WeChat shows pictures and documents apart.
  const both = urls.length > 0 && document !== undefined
  const first = both ? await wx.showActionSheet({ itemList: ['看照片', '看 PDF'] }).catch(() => null) : { tapIndex: 0 }
  if (!first) return
  try {
    if (document && (urls.length === 0 || first.tapIndex === 1))
      await wx.openDocument({ filePath: await download(document.url), fileType: 'pdf' })
    else await wx.previewImage({ urls })
  } catch {
    throw new CallFailure('NOT_SHOWN', '没打开。请再点一次，或换一部手机')
  }
}

function download(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({ url, success: ({ tempFilePath }) => resolve(tempFilePath), fail: reject })
  })
}
