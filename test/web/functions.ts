/** Cloud functions for the runtime's tests, with the unmodified SDKs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SDK = `
  const wx = require('wx-server-sdk')
  wx.init({ env: wx.DYNAMIC_CURRENT_ENV })`

const FUNCTIONS = {
  echo: `exports.main = async ({ userInfo, ...event }) => ({ echo: event, openid: userInfo.openId })`,
  'whose-number': `${SDK}
  exports.main = async ({ code }) => (await wx.openapi.phonenumber.getPhoneNumber({ code })).phoneInfo.phoneNumber`,
  notify: `${SDK}
  exports.main = async ({ templateId }) =>
    wx.openapi.subscribeMessage
      .send({ touser: wx.getWXContext().OPENID, templateId, page: 'pages/home/home', data: { thing1: { value: '已通过' } } })
      .catch(({ errCode }) => ({ errCode }))`,
  'read-file': `${SDK}
  const app = require('@cloudbase/node-sdk').init({ env: 'local' })
  exports.main = async ({ fileID }) => {
    const files = [await wx.downloadFile({ fileID }), await app.downloadFile({ fileID })]
    return files.map(({ fileContent }) => fileContent.toString('base64'))
  }`,
  'lend-file': `
  const app = require('@cloudbase/node-sdk').init({ env: 'local' })
  exports.main = async ({ cloudPath, text }) => {
    const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from(text) })
    return (await app.getTempFileURL({ fileList: [{ fileID, maxAge: 60 }] })).fileList[0].tempFileURL
  }`,
  'write-file': `${SDK}
  exports.main = ({ cloudPath, text }) => wx.uploadFile({ cloudPath, fileContent: Buffer.from(text) })`,
}

/** Writes them into a folder as `NAME/index.js`. */
export function writeFunctions(folder: string): void {
  for (const [name, code] of Object.entries(FUNCTIONS)) {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'index.js'), code)
  }
}
