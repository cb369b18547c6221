import { birthDay, checkCharacter } from './id-number'

/**
 * Numbers of persons in what somebody writes for everybody to read: found however they are spaced, in full-width or
 * Chinese digits, and hidden. What looks like one is hidden rather than let through; sums, days, years, lists of
 * amounts, landlines (public numbers) and anything under eleven digits stay.
 */
export type NumberKind = 'idNumber' | 'phone' | 'bankCard'

export const NUMBER_WORDS: Record<NumberKind, string> = {
  idNumber: '身份证号',
  phone: '手机号',
  bankCard: '银行卡号',
}

/** Always as long, so that nobody counts the digits; shorter than any number it stands for. */
const MASK = '＊＊＊＊＊＊'

/** The text with such numbers hidden, and which kinds there were. The same again when given what it answered. */
export function hideNumbers(text: string): { text: string; hidden: NumberKind[] } {
  const hidden = new Set<NumberKind>()
  // Arabic digits first: in 唯一13800138000 the 一 is none.
  let shown = hideIn(text, ARABIC, hidden)
  shown = hideIn(shown, ALL, hidden)
  return { text: shown, hidden: [...hidden] }
}

type Digits = Record<string, string>
const digits = (...rows: string[]): Digits =>
  Object.fromEntries(rows.flatMap((row) => [...row].map((char, i): [string, string] => [char, String(i % 10)])))

const ARABIC = digits('0123456789', '０１２３４５６７８９')
const ALL: Digits = {
  ...ARABIC,
  ...digits('零一二三四五六七八九', '〇壹贰叁肆伍陆柒捌玖', '○①②③④⑤⑥⑦⑧⑨', 'Ｏ幺'),
}

/** Nobody sees them: digits with one in between look as if they stood together. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/
/** Between the groups of one number; `TIGHT` makes a list of amounts unlikely, `LOOSE` makes it likely. */
const TIGHT = /^[-‐‑‒–—−－.．·•・_＿/／~～()（）*]{1,3}$/
const SPACE = /^[ \t\u00a0\u3000]{1,3}$/
const LOOSE = /^[-‐‑‒–—−－.．·•・_＿/／~～()（）* \s\u3000,，、;；]{1,3}$/

/** Digits that stand together. */
interface Group {
  digits: string
  from: number
  to: number
  /** What is seen between it and the one before, '' where nothing is; null: something else than a separator. */
  gap: string | null
}

function hideIn(text: string, alphabet: Digits, hidden: Set<NumberKind>): string {
  const groups = findGroups(text, alphabet)
  let shown = ''
  let done = 0
  for (let first = 0; first < groups.length;) {
    const found = findNumber(text, groups, first)
    if (!found) {
      first++
      continue
    }
    hidden.add(found.kind)
    shown += text.slice(done, groups[first]!.from) + MASK
    done = found.to
    first = found.next
  }
  return shown + text.slice(done)
}

function findGroups(text: string, alphabet: Digits): Group[] {
  const groups: Group[] = []
  for (let i = 0; i < text.length; i++) {
    const digit = alphabet[text[i]!]
    if (digit === undefined) continue
    const last = groups[groups.length - 1]
    const between = last ? visible(text.slice(last.to, i)) : null
    if (last?.to === i) {
      last.digits += digit
      last.to = i + 1
    } else {
      const gap = between === '' || (between && LOOSE.test(between)) ? between : null
      groups.push({ digits: digit, from: i, to: i + 1, gap })
    }
  }
  return groups
}

const visible = (text: string) => (UNSEEN.test(text) ? [...text].filter((char) => !UNSEEN.test(char)).join('') : text)

const LONGEST = 19

/** The longest number of a person that begins with this group, its end in the text, and the group that follows it. */
function findNumber(
  text: string,
  groups: Group[],
  first: number,
): { kind: NumberKind; to: number; next: number } | null {
  let all = ''
  const ends: { count: number; digits: string }[] = []
  for (let i = first; i < groups.length && (i === first || groups[i]!.gap !== null); i++) {
    all += groups[i]!.digits
    if (i > first && all.length > LONGEST) break
    ends.push({ count: i - first + 1, digits: all })
  }
  for (const { count, digits: number } of ends.reverse()) {
    const chosen = groups.slice(first, first + count)
    const to = chosen[count - 1]!.to
    const x = number.length === 17 ? (/^[\s-]?[xXｘＸ]/.exec(text.slice(to))?.[0] ?? '') : ''
    const withX = x ? kindOf(`${number}X`, chosen) : null
    const kind = withX ?? kindOf(number, chosen)
    if (kind) return { kind, to: withX ? to + x.length : to, next: first + count }
  }
  return null
}

function kindOf(number: string, groups: Group[]): NumberKind | null {
  const shape: number[] = []
  const gaps: string[] = []
  for (const [i, { digits: own, gap }] of groups.entries()) {
    if (i > 0 && gap === '') shape[shape.length - 1]! += own.length
    else {
      shape.push(own.length)
      if (i > 0) gaps.push(gap!)
    }
  }
  if (isPhone(number, shape, gaps)) return 'phone'
  if (isIdNumber(number, shape, gaps)) return 'idNumber'
  return isBankCard(number, shape, gaps) ? 'bankCard' : null
}

const MOBILE = /^1[3-9]\d{9}$/
/** Before a mobile number: the country, the old long-distance 0, the end of a word as in 统一一三八…. */
const BEFORE = ['', '86', '0086', '0', '1']
const PHONE_SHAPES = ['11', '3 4 4', '3 8', '7 4', '1 3 3 4', '1 2 4 4', '1 10']
/** Amounts come like this too, with spaces between them: 1500 1800 900. */
const TIGHT_PHONE_SHAPES = ['4 3 4', '4 4 3', '3 3 5', '2 3 3 3']

function isPhone(number: string, shape: number[], gaps: string[]): boolean {
  // Several of them without anything in between.
  if (shape.length === 1 && number.length % 11 === 0 && number.match(/.{11}/g)!.every((one) => MOBILE.test(one)))
    return true
  return BEFORE.some((before) => {
    if (!number.startsWith(before) || !MOBILE.test(number.slice(before.length))) return false
    const rest = dropFront(shape, before.length)
    if (!rest) return false
    const within = gaps.slice(gaps.length - (rest.length - 1))
    return (
      singles(rest) ||
      (PHONE_SHAPES.includes(rest.join(' ')) && closeTogether(within)) ||
      (TIGHT_PHONE_SHAPES.includes(rest.join(' ')) && within.every((gap) => TIGHT.test(gap))) ||
      inPairs(rest, within)
    )
  })
}

/** A shape without its first `count` digits; null where they are no whole group or beginning of one. */
function dropFront([first, ...others]: number[], count: number): number[] | null {
  if (first! < count) return null
  return first === count ? others : [first! - count, ...others]
}

const singles = (shape: number[]) => shape.length > 1 && shape.every((length) => length === 1)
const closeTogether = (gaps: string[]) => gaps.every((gap) => TIGHT.test(gap) || SPACE.test(gap))
/** 13 80 01 38 00 0, but not 15.5 18.2 13.6. */
const inPairs = (shape: number[], gaps: string[]) =>
  shape.length >= 6 &&
  shape.every((length) => length <= 2) &&
  new Set(gaps).size === 1 &&
  closeTogether(gaps) &&
  !/[.．]/.test(gaps[0]!)

const ID_SHAPES = ['6 8 4', '6 4 4 4', '6 4 2 2 4', '3 3 4 4 4', '3 3 8 4', '4 4 4 4 2', '6 12', '14 4', '10 8']
/** The same without the X, which stands behind the groups. */
const ID_SHAPES_X = ID_SHAPES.map((shape) => shape.replace(/\d+$/, (last) => String(Number(last) - 1)))

function isIdNumber(number: string, shape: number[], gaps: string[]): boolean {
  if (number.length === 15) return isOldIdNumber(number, shape, gaps)
  if (number.length !== 18) return false
  // Eighteen together are hidden also where one is mistyped.
  if (shape.length === 1) return true
  if (!birthDay(number)) return false
  return (
    checkCharacter(number) === number[17] ||
    singles(shape) ||
    (closeTogether(gaps) && (number.endsWith('X') ? ID_SHAPES_X : ID_SHAPES).includes(shape.join(' ')))
  )
}

/** Those of before 1999, GB 11643-1989: six digits of birth date without the century, nothing to check them by. */
function isOldIdNumber(number: string, shape: number[], gaps: string[]): boolean {
  const whole = `${number.slice(0, 6)}19${number.slice(6)}`
  const shaped = shape.length === 1 || (shape.join(' ') === '6 6 3' && closeTogether(gaps))
  return shaped && birthDay(whole) !== null
}

const CARD_SHAPES = /^(4 4 4 4( [123])?|6 10|6 13|8 8)$/

function isBankCard(number: string, shape: number[], gaps: string[]): boolean {
  if (number.length < 16 || number.length > LONGEST || number.endsWith('X')) return false
  if (shape.length === 1) return true
  // 2024 2025 2026 2027 is none.
  const shaped = singles(shape) || (CARD_SHAPES.test(shape.join(' ')) && closeTogether(gaps))
  return shaped && /^[3-69]/.test(number) && passesLuhn(number)
}

/** ISO/IEC 7812: every second digit doubled from behind, the sum of all digits a multiple of ten. */
function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, char, i) => {
    const value = Number(char) * (i % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
