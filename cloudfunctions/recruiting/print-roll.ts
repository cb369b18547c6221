import { dayOf } from '../../miniprogram/rules/days'
import { maskName } from '../../miniprogram/rules/masks'
import type { CaseDocument, Kept } from '../kernel/casework/case'
import { AppError } from '../kernel/errors'
import { documentTicket, ROLL_ROWS } from '../kernel/printed-document'
import type { Caller } from '../kernel/serve'
import * as store from './store'

/** 新会员名册: who was approved at an event, in parts that fit one paper. Three requests. */
export async function printRoll(
  { desk, event: id, part }: { desk: string; event: string; part: number },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { event } = await store.findEvent(openid, desk, id)
  const [approved, total] = await Promise.all([
    store.findRollPart(id, part, ROLL_ROWS),
    store.countOfEvent(id, 'approved'),
  ])
  if (approved.length === 0) throw new AppError('NOT_NOW', '还没有人入会。同意以后再打印')
  const first = (part - 1) * ROLL_ROWS
  const parts = Math.ceil(total / ROLL_ROWS)
  const ticket = documentTicket(
    openid,
    {
      title: '新会员名册',
      number: parts > 1 ? `第 ${part} 份，共 ${parts} 份` : '',
      org: event.orgName,
      to: '',
      paragraphs: [
        `${event.title}，${sayDays(event)}，${event.place}。下面 ${approved.length} 人自己申请入会，工会委员会已经同意。`,
      ],
      facts: [],
      list: {
        head: ['序号', '姓名', '身份证号', '申请编号', '同意日期'],
        rows: approved.map((one, i) => rowOf(one, first + i + 1)),
      },
      signatures: ['经办人：', '工会主席：'],
      day: dayOf(now),
      foot: '姓名和身份证号遮了一部分，只用来核对。依据：《中国工会章程》第二条。',
    },
    now,
  )
  return { ticket }
}

function rowOf({ name, form, number, endedAt, updatedAt }: CaseDocument, nth: number): string[] {
  return [String(nth), maskName(name), (form.idNumber as Kept).masked, number, dayOf(endedAt ?? updatedAt)]
}

const sayDays = ({ from, to }: { from: string; to: string }) => (from === to ? from : `${from} 至 ${to}`)
