import { CallFailure } from './call'

/** A spreadsheet that the cloud made: shown in WeChat's reader, from where it is sent on to a computer. */
export async function openSheet(ask: () => Promise<{ url: string; name: string }>): Promise<void> {
  void wx.showLoading({ title: '正在取', mask: true })
  try {
    const { url, name } = await ask()
    const filePath = await download(url, `${wx.env.USER_DATA_PATH}/${name}`)
    // WeChat's reader knows no .csv: it is sent into a chat instead.
    if (name.endsWith('.csv') && wx.canIUse('shareFileMessage'))
      await wx.shareFileMessage({ filePath, fileName: name }).catch(() => undefined)
    else await wx.openDocument({ filePath, fileType: 'xlsx', showMenu: true })
    void wx.hideLoading()
  } catch (error) {
    void wx.hideLoading()
    const content = error instanceof CallFailure ? error.words : '没取下来。网络好一点再点一次'
    void wx.showModal({ title: '没打开', content, showCancel: false, confirmText: '知道了' })
  }
}

function download(url: string, filePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      filePath,
      success: ({ statusCode }) => (statusCode === 200 ? resolve(filePath) : reject(new Error('no file'))),
      fail: reject,
    })
  })
}
