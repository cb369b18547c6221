import { yuan } from '../../miniprogram/rules/money'
import { dayOf, sayFullDay } from '../../miniprogram/rules/days'
import { sayMarks } from '../../miniprogram/rules/offer-rules'
import type { CaseDocument, Kept } from './casework/case'
import { FORM_WORDS, type FieldWords } from './form-words.generated'
import type { LedgerEntry } from './ledger'
import { LEDGER_WORDS } from './ledger-words'
import type { Membership } from './memberships'
import type { Person } from './people'
import { blindIndex, unseal, type Sealed } from './seal'
import type { Paper } from './vault'

/**
 * What a copy of somebody's data holds (个人信息保护法 第45条), collection by collection: found by whom, and what of each
 * document is hers to have. Her own numbers in clear; a family member's masked, as she sees them; notes that desks keep
 * to themselves and keyed hashes are left out.
 */

export interface CopySection {
  name: string
  title: string
  collection: string
  match(openid: string, person: string): object
  /** For programs. */
  copy(document: never): object
  /** For reading, one line each. */
  lines(copied: never): string[]
}

const mine = (openid: string) => ({ openid })
const at = (moment: Date | null): string | null => moment && new Date(moment).toISOString()
const on = (moment: string | null): string => (moment ? sayFullDay(dayOf(new Date(moment))) : '')

/** Sealed answers of a form or a record opened, those of lists (a household) masked. */
export function opened(value: unknown, inList = false): unknown {
  if (Array.isArray(value)) return value.map((one) => opened(one, true))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if ('sealed' in value && 'masked' in value) {
    const { sealed, masked } = value as Kept
    return inList ? masked : unseal(sealed)
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, opened(one, inList)]))
}

const section = <D, C extends object>(of: {
  name: string
  title: string
  collection: string
  match?: CopySection['match']
  copy(document: D): C
  lines(copied: C): string[]
}): CopySection => ({ match: mine, ...of }) as CopySection

/** `在哪儿干活：某店`, a line for each answer; what the form no longer asks stands in the JSON alone. */
function answersOf(words: Record<string, FieldWords>, form: object, titles: Record<string, string> = {}): string[] {
  return Object.entries(form).flatMap(([name, value]) => {
    const field = words[name]
    if (!field || value === '' || value === null || value === undefined) return []
    const { items } = field
    if (!items) return [`${field.label}：${titles[name] ?? sayAnswer(field, value)}`]
    return (value as object[]).map((entry) => `${field.label}：${answersOf(items, entry).join('，')}`)
  })
}

function sayAnswer({ money, unit, options }: FieldWords, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => options?.[String(one)] ?? String(one)).join('、')
  if (money) return `${yuan(Number(value))} 元`
  return `${options?.[String(value)] ?? String(value)}${unit ? ` ${unit}` : ''}`
}

const clear = (sealed: Sealed | null): string | null => sealed && unseal(sealed)

export const COPY_SECTIONS: CopySection[] = [
  section({
    name: 'account',
    title: '手机号和同意',
    collection: 'people',
    copy: ({ phone, agreedNotice, posts, counters, createdAt }: Person) => ({
      phone: clear(phone),
      agreedNotice: agreedNotice && { version: agreedNotice.version, at: at(agreedNotice.at) },
      posts: posts.map(({ orgName, title, name }) => ({ orgName, title, name })),
      counters: counters.map(({ merchantName }) => merchantName),
      createdAt: at(createdAt),
    }),
    lines: ({ phone, agreedNotice, posts, counters, createdAt }) => [
      `手机号：${phone ?? '没有留'}`,
      `第一次来：${on(createdAt)}`,
      agreedNotice
        ? `同意《隐私说明》：${agreedNotice.version} 版，${on(agreedNotice.at)}`
        : '没有同意《隐私说明》，或者收回了',
      ...posts.map(({ orgName, title }) => `职务：${orgName} ${title}`),
      ...counters.map((name) => `店员：${name}`),
    ],
  }),
  section({
    name: 'memberships',
    title: '会籍和会员卡',
    collection: 'memberships',
    copy: ({ idNumber, card, orgName, name, ...rest }: Membership) => ({
      name,
      idNumber: unseal(idNumber),
      birthDay: rest.birthDay,
      employment: rest.employment,
      employer: rest.employer,
      marks: rest.marks ?? [],
      union: orgName,
      state: rest.state,
      since: rest.since,
      stateSince: rest.stateSince,
      past: rest.past.map((one) => ({ union: one.orgName, until: one.until, why: one.why })),
      card: { number: card.number, state: card.state, validUntil: card.validUntil, maskedName: card.maskedName },
      saved: rest.saved,
    }),
    lines: (one) => [
      `姓名：${one.name}`,
      `身份证号：${one.idNumber}`,
      `工会：${one.union}，${sayFullDay(one.since)}入会`,
      ...(one.employer ? [`在哪儿干活：${one.employer}`] : []),
      ...(one.marks.length > 0 ? [`工会记的身份：${sayMarks(one.marks)}`] : []),
      ...one.past.map(({ union, until }) => `以前的工会：${union}，到 ${sayFullDay(until)}`),
      `会员卡：${one.card.number}，店员看到的是“${one.card.maskedName}”`,
    ],
  }),
  section({
    name: 'applications',
    title: '申请',
    collection: 'cases',
    copy: (one: CaseDocument) => ({
      number: one.number,
      kind: one.kindTitle,
      answers: answersOf(FORM_WORDS[one.kind] ?? {}, opened(one.form) as object, one.titles),
      name: one.name,
      state: one.state,
      form: opened(one.form) as Record<string, unknown>,
      titles: one.titles,
      union: one.orgName,
      submittedAt: at(one.submittedAt),
      endedAt: at(one.endedAt),
      story: one.story.map((line) => ({ title: line.title, note: line.note, by: line.by, at: at(line.at) })),
      records: one.records
        .filter(({ open }) => open)
        .map((record) => ({ title: record.title, by: record.by, at: at(record.at), values: opened(record.values) })),
      papers: one.papers.map(({ title, consentAt, withdrawnAt }) => ({
        title,
        consentAt: at(consentAt),
        withdrawnAt: at(withdrawnAt),
      })),
      news: { title: one.news.title, text: one.news.text, at: at(one.news.at) },
      rating: one.rating && { stars: one.rating.stars, words: one.rating.words },
    }),
    lines: (one) => [
      `${one.kind}（${one.number}），${on(one.submittedAt)}交`,
      ...one.story.map(({ title, note, by, at: when }) => `　${on(when)} ${title}，${by}${note ? `：${note}` : ''}`),
      ...one.answers.map((answer) => `　${answer}`),
      `　最近一次告诉您：${one.news.title}，${one.news.text}`,
      ...(one.papers.length > 0 ? [`　用过的材料：${one.papers.map(({ title }) => title).join('、')}`] : []),
    ],
  }),
  section({
    name: 'papers',
    title: '材料（照片在“我的材料”里打开、保存）',
    collection: 'papers',
    match: (openid) => ({ openid, state: 'held' }),
    copy: ({ type, title, files, takenOn, validUntil, addedAt }: Paper) => ({
      type,
      title,
      pages: files.length,
      takenOn,
      validUntil,
      addedAt: at(addedAt),
    }),
    lines: ({ title, pages, addedAt }) => [`${title}，${pages} 页，${on(addedAt)}放进来`],
  }),
  section({
    name: 'looks',
    title: '谁看过我的资料',
    collection: 'looks',
    copy: (one: { title: string; kindTitle: string; by: string; reason: string; at: Date }) => ({
      title: one.title,
      for: one.kindTitle,
      by: one.by,
      reason: one.reason,
      at: at(one.at),
    }),
    lines: (one) => [`${on(one.at)} ${one.by} 看了“${one.title}”${one.reason ? `：${one.reason}` : ''}`],
  }),
  section({
    name: 'messages',
    title: '消息',
    collection: 'messages',
    copy: (one: { title: string; text: string; at: Date }) => ({ title: one.title, text: one.text, at: at(one.at) }),
    lines: (one) => [`${on(one.at)} ${one.title}：${one.text}`],
  }),
  section({
    name: 'drafts',
    title: '没交的草稿',
    collection: 'drafts',
    copy: (one: { kind: string; answers: object; at: Date }) => ({
      kind: one.kind,
      answers: one.answers,
      at: at(one.at),
    }),
    lines: (one) => [`${on(one.at)}填的一份草稿（填的内容在给电脑读的那一份里）`],
  }),
  section({
    name: 'authorities',
    title: '家里人的委托',
    collection: 'authorities',
    copy: (one: { sign: string; basis: string; at: Date; revokedAt: Date | null }) => ({
      who: one.sign,
      basis: one.basis,
      at: at(one.at),
      revokedAt: at(one.revokedAt),
    }),
    lines: (one) => [`${on(one.at)} ${one.who}，${one.basis}${one.revokedAt ? `，${on(one.revokedAt)}收回` : ''}`],
  }),
  section({
    name: 'hardshipFiles',
    title: '困难职工档案',
    collection: 'hardshipFiles',
    match: (openid, person) => ({ person, openid }),
    copy: (one: { class: string; since: string; reviewBy: string; state: string }) => ({
      class: one.class,
      since: one.since,
      reviewBy: one.reviewBy,
      state: one.state,
    }),
    lines: (one) => [`${sayFullDay(one.since)}建档，${sayFullDay(one.reviewBy)}前再看`],
  }),
  section({
    name: 'keptOffers',
    title: '收藏的优惠',
    collection: 'keptOffers',
    copy: (one: { offer: string; at: Date }) => ({ offer: one.offer, at: at(one.at) }),
    lines: (one) => [`${on(one.at)}收藏`],
  }),
  section({
    name: 'draws',
    title: '抽签',
    collection: 'drawEntries',
    copy: (one: { draw: string; handle: string; place: number | null; at: Date }) => ({
      draw: one.draw,
      handle: one.handle,
      place: one.place,
      at: at(one.at),
    }),
    lines: (one) => [`${on(one.at)}报名，编号 ${one.handle}${one.place === null ? '' : `，抽到第 ${one.place} 位`}`],
  }),
  section({
    name: 'questions',
    title: '微访谈里问的',
    collection: 'interviewQuestions',
    copy: (one: { text: string; by: string; state: string; files: object[]; at: Date }) => ({
      text: one.text,
      calledOutside: one.by,
      state: one.state,
      pictures: one.files.length,
      at: at(one.at),
    }),
    lines: (one) => [`${on(one.at)}问：${one.text}`],
  }),
  section({
    name: 'follows',
    title: '微访谈里关注的',
    collection: 'interviewFollows',
    copy: (one: { interview: string; question: string | null; at: Date }) => ({
      interview: one.interview,
      question: one.question,
      at: at(one.at),
    }),
    lines: (one) => [`${on(one.at)}关注的${one.question ? '一个问题' : '一场'}`],
  }),
  section({
    name: 'ledger',
    title: '只记了数的账（没有名字，只有记号）',
    collection: 'ledger',
    match: (_openid, person) => ({ person: blindIndex('person', person) }),
    copy: ({ kind, day, amountFen, detail }: LedgerEntry) => ({
      kind,
      day,
      amountFen,
      merchant: 'merchantName' in detail ? detail.merchantName : null,
      offer: 'offerWords' in detail ? detail.offerWords : null,
    }),
    lines: ({ kind, day, amountFen, merchant, offer }) => [
      merchant !== null
        ? `${sayFullDay(day)} 在${merchant}用卡，${offer}，省了 ${yuan(amountFen)} 元`
        : `${sayFullDay(day)} ${LEDGER_WORDS[kind] ?? '办了一件事'}${amountFen ? `，${yuan(amountFen)} 元` : ''}`,
    ],
  }),
]
