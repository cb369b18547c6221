import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import type { Day } from './days'

dayjs.extend(utc)

/**
 * What kinds of paper a worker may hold in her vault, and until when each proves what it proves. `keepsMonths` is how
 * long desks of the union take a paper for recent; a kind whose own rule is stricter asks for that itself. Papers whose
 * real end is printed on them (an identity card) have none here: the desk reads it from the picture.
 */

export type PaperType =
  | 'idCard'
  | 'householdBook'
  | 'familyIdCards'
  | 'incomeProof'
  | 'unitProof'
  | 'communityProof'
  | 'diagnosis'
  | 'hospitalBill'
  | 'settlementSheet'
  | 'medicalCover'
  | 'disabilityCard'
  | 'jobLossCard'
  | 'checkAuthority'
  | 'bankCard'
  | 'admissionLetter'
  | 'studentCard'
  | 'laborContract'
  | 'wageRecord'
  | 'attendance'
  | 'injuryFinding'
  | 'hardshipProof'
  | 'guardianConsent'
  | 'accidentProof'
  | 'ticket'
  | 'sitePhoto'
  | 'chatRecord'
  | 'businessLicence'
  | 'other'

export interface PaperKind {
  title: string
  /** One line: how to photograph it so that it counts. */
  help: string
  /** How long it proves what it proves, in months; null: as long as it stands. */
  keepsMonths: number | null
  /** Health, children, bank: only ever used after a tick of her own (个人信息保护法 第二十八、二十九条). */
  sensitive: boolean
}

const paper = (title: string, help: string, keepsMonths: number | null = null, sensitive = false): PaperKind => ({
  title,
  help,
  keepsMonths,
  sensitive,
})
const SENSITIVE = true

/** In the order in which they are offered: what most applications ask for first. */
export const PAPER_TYPES: Record<PaperType, PaperKind> = {
  idCard: paper('身份证', '正面、背面各拍一张'),
  householdBook: paper('户口本', '首页，还有每个人的那一页'),
  familyIdCards: paper('家里人的身份证', '一起过日子的人，正反面都要'),
  incomeProof: paper('收入证明', '单位开的，要盖章', 6),
  unitProof: paper('单位证明', '要盖单位的章', 6),
  communityProof: paper('社区（村）证明', '要盖居委会或村委会的章', 6),
  diagnosis: paper('诊断证明', '医院开的，要盖章', 12, SENSITIVE),
  hospitalBill: paper('住院发票', '每一张都拍，别漏了', null, SENSITIVE),
  settlementSheet: paper('住院结算单', '要盖医院的章', null, SENSITIVE),
  medicalCover: paper('医保凭证', '医保卡或者医保电子凭证', null, SENSITIVE),
  disabilityCard: paper('残疾人证', '有照片的页和等级页', null, SENSITIVE),
  jobLossCard: paper('就业创业证（失业登记）', '有登记日期的那一页', 12),
  checkAuthority: paper('核对授权书', '一起过日子的成年人都要签名', 12),
  bankCard: paper('银行卡', '本人的卡，拍有卡号的一面', null, SENSITIVE),
  admissionLetter: paper('录取通知书', '拍全，要看得见学校的章', 12),
  studentCard: paper('学生证', '有照片的页和注册页', 12, SENSITIVE),
  laborContract: paper('劳动合同', '每一页都拍，要看得见章和签名'),
  wageRecord: paper('工资条或银行流水', '最近几个月的，单位名字要看得见'),
  attendance: paper('考勤记录', '打卡记录、排班表都行'),
  injuryFinding: paper('工伤认定书', '每一页都拍', null, SENSITIVE),
  hardshipProof: paper('低保证或困难证明', '有名字、日期和章的那几页', 12),
  guardianConsent: paper('监护人同意书', '要监护人本人签名', 12, SENSITIVE),
  accidentProof: paper('事故或灾害证明', '交警、消防、街道开的都行', 12),
  ticket: paper('车票', '看得见名字、日期和票价', 12),
  sitePhoto: paper('现场照片', '离远拍一张，离近拍一张'),
  chatRecord: paper('聊天记录截图', '看得见是谁、哪一天说的'),
  businessLicence: paper('营业执照', '名称和统一社会信用代码要看得清'),
  other: paper('别的材料', '拍全，字要看得清'),
}

export const PAPER_TYPE_NAMES = Object.keys(PAPER_TYPES) as [PaperType, ...PaperType[]]

/** A worker has at most so many papers; more is a mistake, and a list nobody reads. */
export const MOST_PAPERS = 200
/** Pages of one paper. */
export const MOST_PAGES = 9
/** Bytes of one page, as the cloud takes it; the phone makes photos much smaller. */
export const MOST_BYTES = 5 * 1024 * 1024

/**
 * The last day on which a paper of this day still counts, or null when it does not run out. A term in months ends on
 * the day of the same number, or on the month's last where that is missing (民法典 第二百零二条).
 */
export function paperValidUntil(type: PaperType, takenOn: Day): Day | null {
  const { keepsMonths } = PAPER_TYPES[type]
  return keepsMonths === null ? null : dayjs.utc(takenOn).add(keepsMonths, 'month').format('YYYY-MM-DD')
}

/** Whether a paper counts on a day; its last day is one of them. */
export function isValidOn(validUntil: Day | null, day: Day): boolean {
  return validUntil === null || day <= validUntil
}

export type PaperMime = 'image/jpeg' | 'image/png' | 'application/pdf'

const SIGNATURES: [PaperMime, number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]

/** What a file is by its first bytes, whatever its name says; null: nothing that a paper can be. */
export function mimeOfBytes(bytes: ArrayLike<number>): PaperMime | null {
  const found = SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte))
  return found ? found[0] : null
}

/** The ending of a stored page's name. */
export const EXTENSIONS: Record<PaperMime, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
}
