import { bytesOf, readFields, writeField } from '../protobuf'
import { CALLS, phoneInfo, type CallInput, type Wechat } from './calls'
import type { WechatUsers } from './users'

/** `wx.openApi`: CommApiData in, CommOpenApiResp out (respData 1, contentType 2, svrkitErrorCode 6). */
export function answerOpenApi(apiName: string, requestData: Buffer, wechat: Wechat): Buffer {
  const message = readFields(requestData)
  if (apiName === 'ApiGetOpenDataByCloudId') return openData(bytesOf(message, 4), wechat.users)
  const call = Object.hasOwn(CALLS, apiName) ? CALLS[apiName]! : undefined
  if (!call) return jsonReply({ errcode: 40066, errmsg: `the local cloud does not know the WeChat call ${apiName}` })
  const output = call(readInput(bytesOf(message, 2)), wechat)
  if ('image' in output) return Buffer.concat([writeField(1, output.image), writeField(2, 'image/png')])
  return jsonReply(output.json)
}

const jsonReply = (body: object): Buffer =>
  Buffer.concat([writeField(1, JSON.stringify(body)), writeField(2, 'application/json')])

/** OpenApiData: pairs of key 1, value 2 and, for a file, its name 4 (wx-server-sdk 4.0 misspells content type 3). */
function readInput(openApiData: Buffer | undefined): CallInput {
  const input: CallInput = { values: {}, files: {} }
  for (const { bytes } of openApiData ? readFields(openApiData) : []) {
    const pair = readFields(bytes!)
    const key = String(bytesOf(pair, 1))
    const value = bytesOf(pair, 2) ?? Buffer.alloc(0)
    if (bytesOf(pair, 4)?.length) input.files[key] = value
    else input.values[key] = JSON.parse(value.toString())
  }
  return input
}

/** getOpenData: the cloud ids are codes of the phone-number button here. */
function openData(svrkitData: Buffer | undefined, users: WechatUsers): Buffer {
  const request = readFields(bytesOf(readFields(svrkitData ?? Buffer.alloc(0)), 2) ?? Buffer.alloc(0))
  const items = request
    .filter((field) => field.number === 2)
    .map((field) => {
      const cloudID = String(field.bytes)
      const openid = users.redeemCode(cloudID)
      const json =
        openid === undefined
          ? { cloudID, errCode: -601002, errMsg: 'invalid cloudID' }
          : { cloudID, data: phoneInfo(users.phoneOf(openid)) }
      return writeField(1, Buffer.concat([writeField(1, cloudID), writeField(2, JSON.stringify(json))]))
    })
  return Buffer.concat([writeField(1, Buffer.concat(items)), writeField(2, 'application/json'), writeField(6, 0)])
}
