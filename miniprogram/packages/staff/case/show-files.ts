import { CallFailure } from '../../../client/call'

/** Files of a paper, as `openPaper` answers: addresses good for minutes. */
interface File {
  url: string
  mime: string
}

/** Shows pictures as WeChat shows pictures; a PDF in WeChat's reader. Throws CallFailure in words. */
export async function showFiles(files: readonly File[]): Promise<void> {
  const urls = files.filter(({ mime }) => mime.startsWith('image/')).map(({ url }) => url)
  const pdf = files.find(({ mime }) => mime === 'application/pdf')
  try {
    if (urls.length > 0) await wx.previewImage({ urls })
    else if (pdf) await wx.openDocument({ filePath: await download(pdf.url), fileType: 'pdf' })
  } catch {
    throw new CallFailure('NOT_SHOWN', '没打开。请再点一次，或换一部手机')
  }
}

function download(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({ url, success: ({ tempFilePath }) => resolve(tempFilePath), fail: reject })
  })
}
