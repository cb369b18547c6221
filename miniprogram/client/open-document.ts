import { call, CallFailure } from './call'

/**
 * Opens a document with the union's name, which another action gave a ticket for: the cloud sets it on paper, the
 * phone shows it in WeChat's own reader, where she can send it on or print it.
 */

/**
 * Says what it does while it works and what went wrong if it does not. Never throws; true: the document is open. A
 * second call while one is under way does nothing.
 */
export async function openDocument(ticket: string): Promise<boolean> {
  if (underWay) return false
  underWay = true
  void wx.showLoading({ title: '正在打开文书', mask: true })
  try {
    const { url, name } = await call('documents.render', { ticket })
    const filePath = await download(url, name)
    await wx.openDocument({ filePath, fileType: 'pdf', showMenu: true }).catch(() => {
      throw new CallFailure('NOT_SHOWN', '这部手机打不开。换一部手机或电脑微信试试，或打 12351')
    })
    void wx.hideLoading()
    return true
  } catch (error) {
    // Before the dialog: hiding would take the dialog's place on some phones.
    void wx.hideLoading()
    void wx.showModal({ title: '文书没打开', content: wordsOf(error), showCancel: false, confirmText: '知道了' })
    return false
  } finally {
    underWay = false
  }
}

let underWay = false

/** Under its own name, so that whoever is sent it sees what it is. Throws CallFailure. */
async function download(url: string, name: string): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`
  const { statusCode } = await new Promise<{ statusCode: number }>((resolve, reject) =>
    wx.downloadFile({
      url,
      filePath,
      success: resolve,
      fail: () => reject(new CallFailure('OFFLINE', '没取下来。文书没有丢，网络好一点再点一次')),
    }),
  )
  if (statusCode !== 200) throw new CallFailure('NO_FILE', '没取下来。文书没有丢，请再点一次')
  return filePath
}

function wordsOf(error: unknown): string {
  return error instanceof CallFailure ? error.words : '没打开，不是您的错。请再点一次，或打 12351'
}
