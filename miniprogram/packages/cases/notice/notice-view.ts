import type { OutputOf } from '../../../client/call'
import { sayDay, sayShortDay } from '../../../rules/days'

/** A public notice as colleagues read it: the masked fields it has and nothing else. */

export type NoticeView = OutputOf<'cases.notice'>['notice']

export interface NoticeLine {
  id: string
  who: string
  what: string
  until: string
}

export function noticeLine({ id, maskedName, townName, kindTitle, until }: NoticeView): NoticeLine {
  return { id, who: `${maskedName}，${townName}`, what: kindTitle, until: `公示到 ${sayDay(until)}` }
}

/** Its rows, in the order one asks: who, what for, what class, how long, who hangs it. */
export function noticeRows(notice: NoticeView): { label: string; value: string }[] {
  const { maskedName, townName, kindTitle, classWords, from, until, noticeOrg } = notice
  return [
    { label: '谁', value: maskedName },
    { label: '在哪儿', value: townName },
    { label: '申请什么', value: kindTitle },
    ...(classWords && classWords !== kindTitle ? [{ label: '哪一类', value: classWords }] : []),
    { label: '公示', value: `${sayShortDay(from)}到 ${sayShortDay(until)}` },
    { label: '谁公示的', value: noticeOrg },
  ]
}
