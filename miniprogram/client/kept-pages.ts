/** Photographed pages kept on this phone until they are sent: WeChat clears its temporary files when the app closes. */

/** Keeps a file under a name and answers its path; its old path when the phone has no room, good until the app closes. */
export function keepOnPhone(path: string, name: string): Promise<string> {
  const kept = `${wx.env.USER_DATA_PATH}/${name}`
  return new Promise((resolve) =>
    wx.getFileSystemManager().copyFile({
      srcPath: path,
      destPath: kept,
      success: () => resolve(kept),
      fail: () => resolve(path),
    }),
  )
}

/** Whether a file is still there. */
export function isKept(path: string): Promise<boolean> {
  return new Promise((resolve) =>
    wx.getFileSystemManager().access({ path, success: () => resolve(true), fail: () => resolve(false) }),
  )
}

/** Takes a kept file away. One that is gone is no error. */
export function dropKept(path: string): void {
  if (path.startsWith(wx.env.USER_DATA_PATH))
    wx.getFileSystemManager().unlink({ filePath: path, fail: () => undefined })
}
