/** What can be applied for on the phone, as the pages that lead there name it. The forms themselves come from the cloud. */
export interface KindEntry {
  /** The function whose actions serve it. */
  area: 'cases'
  kind: string
  title: string
  /** What one gets of it. */
  line: string
  /** Members only; said before anything is filled in. */
  members: boolean
  url: string
}

const apply = (kind: string, title: string, line: string, members = false): KindEntry => ({
  area: 'cases',
  kind,
  title,
  line,
  members,
  url: `/packages/cases/apply/apply?kind=${kind}`,
})
const MEMBERS = true

/** The law-supervision opinion letter is an officer's and stands at her desk, not here. */
export const KINDS: KindEntry[] = [
  {
    ...apply('precheck', '先算一算，能不能领帮扶', '在您手机上算，什么都不上传'),
    url: '/packages/cases/precheck/precheck',
  },
  apply('hardship', '申请困难帮扶', '建个档案，按规定发帮扶金', MEMBERS),
  apply('emergencyRelief', '急事要用钱', '突然出事、大病，先救急', MEMBERS),
  apply('studentAid', '给孩子申请助学金', '金秋助学，每年夏天办', MEMBERS),
  apply('mutualAidClaim', '领住院互助金', '单位参加了互助的，能领一笔', MEMBERS),
  apply('legalAid', '请个律师帮忙', '不收钱。仲裁有一年期限'),
  apply('mediation', '请工会调解', '跟单位坐下来谈，不收钱'),
  apply('wageArrears', '工资没发，告诉工会', '工会去要，办到哪步看得到'),
  apply('petition', '反映问题', '多少天答复，写得明明白白'),
  apply('counselling', '找人聊聊心里的事', '单位看不到'),
  apply('hazard', '报安全隐患', '拍张照，限期整改'),
  apply('suggestion', '给工会提建议', '采不采纳，都说为什么', MEMBERS),
  apply('homeTicket', '报返乡车票', '过年回家的票，报一部分', MEMBERS),
]

/** Throws on a kind that is not there: a slip of ours, not a person's. */
export function findKind(kind: string): KindEntry {
  const found = KINDS.find((one) => one.kind === kind)
  if (!found) throw new Error(`no kind ${kind}`)
  return found
}

/** What a household in need may also apply for, by what its money went into and its main cause. */
export function fittingKinds(of: {
  medicalFen: number
  tuitionFen: number
  lossFen: number
  cause: string
}): KindEntry[] {
  const ill = of.medicalFen > 0 || of.cause === 'ownIllness' || of.cause === 'familyIllness'
  const school = of.tuitionFen > 0 || of.cause === 'schooling'
  const sudden = of.lossFen > 0 || of.cause === 'accident' || of.cause === 'jobLost'
  return [
    ...(ill ? [findKind('mutualAidClaim')] : []),
    ...(school ? [findKind('studentAid')] : []),
    ...(sudden ? [findKind('emergencyRelief')] : []),
  ]
}
