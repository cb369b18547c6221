import type { CaseDocument } from '../kernel/casework/case'

/**
 * What the law makes the union keep of somebody who deletes her account (个人信息保护法 第47条第二款: 法定保存期限未满的，
 * 停止除存储和采取安全保护措施之外的处理). The terms are the state's; which files of a union fall under which of them its
 * archivist signs off before use.
 */

export interface Retention {
  key: 'money' | 'rights' | 'official'
  what: string
  howLong: string
  clause: string
}

const MONEY: Retention = {
  key: 'money',
  what: '领过钱的申请',
  howLong: '存 30 年',
  clause: '《会计档案管理办法》（财政部、国家档案局令第 79 号）第十四条和附表：会计凭证存 30 年',
}
const RIGHTS: Retention = {
  key: 'rights',
  what: '来信来访、法律援助、调解、讨薪的案卷',
  howLong: '存 30 年',
  clause: '《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第 8 号）：办过的案卷存 30 年',
}
const OFFICIAL: Retention = {
  key: 'official',
  what: '您替工会写的公文、替店里签的协议',
  howLong: '存 30 年',
  clause: '《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第 8 号）',
}

const PAYING = ['hardship', 'studentAid', 'emergencyRelief', 'homeTicket', 'mutualAidClaim']
const FILED = ['petition', 'legalAid', 'mediation', 'wageArrears']
const OFFICERS = ['opinionLetter', 'lapsing', 'expulsion']

/** How long a closed application is kept when its applicant's account goes; null: it goes with the account. */
export function retentionOf({ kind, area, state }: Pick<CaseDocument, 'kind' | 'area' | 'state'>): Retention | null {
  // What came to nothing leaves no file.
  if (state === 'withdrawn') return null
  if (PAYING.includes(kind)) return state === 'refused' ? null : MONEY
  if (FILED.includes(kind)) return RIGHTS
  return area === 'unions' || area === 'benefits' || OFFICERS.includes(kind) ? OFFICIAL : null
}

/** What stays besides applications, for who has it. */
export const ROLL = {
  what: '会员名册上的一行（姓名、身份证号头尾几位、在哪个工会、哪天进哪天出），和工会办您会籍的记录',
  howLong: '一直存着',
  clause: '《工会会员会籍管理办法》；《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第 8 号）',
}
export const HARDSHIP_FILE = {
  what: '困难职工档案：您家是哪一类、哪天起。家里人的身份证号只剩认不出的记号',
  howLong: '存 30 年',
  clause: MONEY.clause,
}
export const LEDGER = {
  what: '只记了数的账（帮扶金、用卡省的钱、办过几件事）。没有名字，只有一个记号',
  howLong: '存 30 年',
  clause: '《会计档案管理办法》第十四条和附表；《个人信息保护法》第五十一条：去标识化',
}
