import { sayDay, type Day } from './days'

/**
 * The public notice of a decision, which cannot leak: it is made anew from seven words and two days, never by leaving
 * fields out of something larger, and every word passes through a mask. Making public needs separate consent
 * (个人信息保护法 第25条) and shows no more than colleagues need to object: the surname, the town, the kind and class.
 */

/** All that a notice has. A field that is not here does not exist in one. */
export const NOTICE_FIELDS = [
  'maskedName',
  'townName',
  'kindTitle',
  'classWords',
  'from',
  'until',
  'noticeOrg',
  'objectionWords',
] as const

export type PublicNotice = Record<(typeof NOTICE_FIELDS)[number], string>

export interface NoticeInput {
  name: string
  /** A town, street or its union: `竹岛街道`, `竹岛街道总工会`; whatever follows the town's name is cut. */
  town: string
  kindTitle: string
  classWords: string
  from: Day
  until: Day
  /** Who hangs it and hears objections. */
  noticeOrg: string
}

const MASK = '＊'

/**
 * The notice of an application. Keys beyond those of NoticeInput are not looked at. A town that cannot be told from an
 * address becomes ＊. Throws RangeError, without the value, when a day is no `YYYY-MM-DD`.
 */
export function publicNotice(input: NoticeInput): PublicNotice {
  const maskedName = maskToSurname(input.name)
  const clean = (text: string) => scrub(withoutName(text, input.name, maskedName))
  const noticeOrg = clean(input.noticeOrg)
  const from = checkedDay(input.from)
  const until = checkedDay(input.until)
  return {
    maskedName,
    townName: cutToTown(withoutName(input.town, input.name, maskedName)),
    kindTitle: clean(input.kindTitle),
    classWords: clean(input.classWords),
    from,
    until,
    noticeOrg,
    objectionWords: `您要是觉得不合适，${sayDay(until)}前告诉${noticeOrg}，写明理由，我们去核实。`,
  }
}

const COMPOUND_SURNAMES = (
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 ' +
  '慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 ' +
  '轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 左丘 东门 西门 第五 纳兰 完颜 叶赫 那拉'
).split(' ')

/** `林秀兰` → `林＊`, `欧阳海` → `欧阳＊`; one ＊ however long the name is, `＊` when there is no letter in it. */
export function maskToSurname(name: string): string {
  const letters = [...name].filter((char) => /[A-Za-z]/.test(char) || isHan(char))
  const two = letters.slice(0, 2).join('')
  const surname = letters.length > 2 && COMPOUND_SURNAMES.includes(two) ? two : (letters[0] ?? '')
  return surname + MASK
}

function isHan(char: string): boolean {
  const point = char.codePointAt(0) ?? 0
  return (point >= 0x3400 && point <= 0x9fff) || (point >= 0x20000 && point <= 0x323af)
}

/** A title must not give away the name that the first field masks. */
function withoutName(text: string, name: string, maskedName: string): string {
  const whole = name.trim()
  return [...whole].length < 2 ? text : text.split(whole).join(maskedName)
}

/** What a house, not a town, is found by. Streets and villages give their names to towns, so those words may stand. */
const BELOW_TOWN = /[0-9０-９号室栋幢＊]|单元|[小社厂]区|公寓|家属/
const WHOLE_TOWN =
  /^.{1,16}(?:街道|镇|乡|苏木|地区|开发区|新区|高新区|园区|度假区|管理区|工业园|产业园|[林农牧]场|办事处|管委会|管理委员会)$/
const BEGINS_WITH_TOWN = /^.{1,12}?(?:街道|镇|乡|苏木|开发区|园区)/

/** The town's own name out of a longer one: the first run of hanzi that is or begins with a town and names no house. */
function cutToTown(text: string): string {
  for (const run of text.replace(INVISIBLE, '').split(/[^\u3400-\u9fff0-9０-９＊]+/)) {
    const place = run.replace(/(?:总工会|联合工会|工会联合会|工会)$/, '')
    const isWhole = WHOLE_TOWN.test(place) && !/街道./.test(place)
    const town = isWhole ? place : BEGINS_WITH_TOWN.exec(place)?.[0]
    if (town && !BELOW_TOWN.test(town)) return town
  }
  return MASK
}

const INVISIBLE = /[\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]/g
const MAIL = /[^\s@＠]+[@＠][^\s@＠]+/g
/** An account, a web address, a card in Latin letters: nothing a notice needs. */
const LATIN = /[A-Za-zＡ-Ｚａ-ｚ][\w.:/\-Ａ-Ｚａ-ｚ０-９]{4,}/g
/** Five digits or more, though spaced, hyphenated, full-width or written in hanzi. */
const NUMBER = /[0-9０-９〇零一二三四五六七八九](?:[\s\-－—.·()（）]{0,2}[0-9０-９〇零一二三四五六七八九]){4,}[XxＸ]?/g

function scrub(text: string): string {
  return text.replace(INVISIBLE, '').replace(MAIL, MASK).replace(NUMBER, MASK).replace(LATIN, MASK).trim()
}

function checkedDay(day: Day): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError('a notice runs from day to day, YYYY-MM-DD')
  return day
}
