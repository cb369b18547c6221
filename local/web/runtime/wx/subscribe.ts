/** wx.requestSubscribeMessage: the dialog, and what was allowed told to the local cloud. */
import { askPermission } from '../chrome/dialogs'
import { post } from './ask-cloud'
import { calls, WxError } from './base'

async function requestSubscribeMessage(templates: string[]): Promise<Record<string, string>> {
  if (!templates.length || templates.length > 3)
    throw new WxError('Templates count out of max bounds', { errCode: 20003 })
  const allowed = await askPermission({
    title: '申请发送通知给你',
    lines: [`这次最多发送 ${templates.length} 类通知，每类一条。`],
    refuse: '取消',
    allow: '允许',
  })
  if (allowed)
    await post('/wx/subscribe', { templateIds: templates }).catch(() => {
      throw new WxError('request:fail', { errCode: 10002 })
    })
  return Object.fromEntries(templates.map((id) => [id, allowed ? 'accept' : 'reject']))
}

export const subscribe = calls({
  requestSubscribeMessage: (o) => requestSubscribeMessage((o.tmplIds ?? []) as string[]),
})
