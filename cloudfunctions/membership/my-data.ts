import { dayOf, sayFullDay } from '../../miniprogram/rules/days'
import { sayEmployment } from '../../miniprogram/rules/employment'
import { groupCardNumber } from '../../miniprogram/rules/masks'
import { LIVING, STATE_WORDS } from '../../miniprogram/rules/membership-states'
import { sayMarks } from '../../miniprogram/rules/offer-rules'
import { yuan } from '../../miniprogram/rules/money'
import { readHeldData, type HeldData } from '../kernel/held-data'
import type { Membership } from '../kernel/memberships'
import { newPerson, type Person } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import type { DataGroup } from './my-data-contract'

/** What is held about me, group by group: what, why, who sees it, how long, by which clause. Seventeen requests. */
export async function myData(_input: object, { openid, now }: Caller) {
  const held = await readHeldData(openid, newPerson(openid, now)._id)
  const needed = held.cases.open > 0 || held.memberships.some(({ state }) => LIVING.includes(state))
  return {
    groups: groupsOf(held),
    agreed: Boolean(held.person?.agreedNotice),
    phoneGoes: Boolean(held.person?.phoneMasked) && !needed,
  }
}

const nothingLinked = { url: '', go: '' }

export function groupsOf(held: HeldData): DataGroup[] {
  const { person, memberships } = held
  return [
    ...(person ? [accountOf(person)] : []),
    ...memberships.map(membershipOf),
    ...memberships.filter(({ state }) => LIVING.includes(state)).map(cardOf),
    ...(person && person.posts.length + person.counters.length > 0 ? [dutiesOf(person)] : []),
    ...listsOf(held),
  ]
}

function accountOf({ phoneMasked, agreedNotice, createdAt }: Person): DataGroup {
  const agreed = agreedNotice && `${agreedNotice.version} 版，${sayFullDay(dayOf(agreedNotice.at))}`
  return {
    key: 'account',
    title: '手机号和您的同意',
    held: phoneMasked ?? '没有留手机号',
    lines: [
      { label: '手机号', value: phoneMasked ?? '没有留' },
      { label: '微信的编号', value: '微信给的一串字，认得出是同一个人，看不出您是谁' },
      { label: '同意《隐私说明》', value: agreed ?? '没有同意，或者收回了' },
    ],
    since: dayOf(createdAt),
    why: '办得怎样，好告诉您本人。',
    who: '正在办您申请的工会干部，写明原因才看得到全号。每看一次记一笔。',
    howLong: '您注销账号就删。',
    clause: '《个人信息保护法》第十三条、第十九条',
    ...nothingLinked,
  }
}

function membershipOf(membership: Membership): DataGroup {
  const { state, name, idMasked, birthDay, employment, employer, orgName, since, past } = membership
  const living = LIVING.includes(state)
  return {
    key: `membership-${membership._id}`,
    title: living ? '会籍' : '以前的会籍',
    held: `${orgName}，${STATE_WORDS[state]}`,
    lines: [
      { label: '姓名', value: name },
      { label: '身份证号', value: idMasked },
      { label: '出生日期', value: birthDay && sayFullDay(birthDay) },
      { label: '哪种工作', value: sayEmployment(employment) },
      { label: '在哪儿干活', value: employer },
      { label: '工会记的身份', value: sayMarks(membership.marks) },
      { label: '工会', value: orgName },
      { label: '入会', value: sayFullDay(since) },
      ...past.map((one) => ({ label: `到 ${sayFullDay(one.until)}`, value: one.orgName })),
    ].filter(({ value }) => value !== ''),
    since,
    why: '您是不是会员、在哪个工会，办卡、选举、帮扶都看它。',
    who: '您的工会和上级工会的干部。身份证号加密存着，只看得到头尾几位。每看一次记一笔。',
    howLong: '在会一直存。退了会，名册上留一行；注销账号时，身份证号、生日、单位都删。',
    clause: '《中国工会章程》第二条、第六条；《工会会员会籍管理办法》；《个人信息保护法》第十三条',
    url: living ? '/packages/cases/apply/apply?area=membership&kind=correction' : '',
    go: living ? '有错，要更正' : '',
  }
}

function cardOf({ _id, card, saved, since }: Membership): DataGroup {
  const years = Object.values(saved)
  const times = years.reduce((sum, one) => sum + one.times, 0)
  const fen = years.reduce((sum, one) => sum + one.fen, 0)
  return {
    key: `card-${_id}`,
    title: '会员卡和用卡的账',
    held: times > 0 ? `用了 ${times} 次，省了 ${yuan(fen)} 元` : '还没用过',
    lines: [
      { label: '卡号', value: groupCardNumber(card.number) },
      { label: '店员看到的', value: card.maskedName },
      { label: '用卡', value: `${times} 次，省了 ${yuan(fen)} 元` },
    ],
    since,
    why: '让店里按说好的给您便宜，给您记着省了多少。',
    who: `店员只看得到“${card.maskedName}”。工会看得到总数，看不到是谁。`,
    howLong: '卡跟着会籍走。每一笔账上没有您的名字，只有一个记号，和台账一起存 30 年。',
    clause: '《个人信息保护法》第五十一条：去标识化；《会计档案管理办法》附表',
    url: '/packages/benefits/savings/savings',
    go: '看每一笔',
  }
}

function dutiesOf({ posts, counters }: Person): DataGroup {
  return {
    key: 'duties',
    title: '您的职务',
    held: [...posts.map(({ title }) => title), ...counters.map(({ merchantName }) => `${merchantName}店员`)].join('、'),
    lines: [
      ...posts.map(({ orgName, title, name }) => ({ label: orgName, value: `${title} ${name}` })),
      ...counters.map(({ merchantName }) => ({ label: merchantName, value: '店员' })),
    ],
    since: null,
    why: '您替工会、替店里办事，要认得出是您。',
    who: '您办的事，工友看得到您的职务和姓名。',
    howLong: '不干了就取消。您签过的公文按规定存档。',
    clause: '《个人信息保护法》第十三条',
    ...nothingLinked,
  }
}

/** What is many is counted; its own page shows it. */
function listsOf({ cases, papers, looks, messages, drafts, authorities, ...more }: HeldData): DataGroup[] {
  const { hardshipFiles, keptOffers, draws, questions, follows, ledger } = more
  const of = (count: number, group: Omit<DataGroup, 'lines' | 'since'>): DataGroup[] =>
    count > 0 ? [{ lines: [], since: null, ...group }] : []
  const going = cases.open > 0 ? `${cases.open} 件正在办` : '都办完了'
  return [
    ...of(cases.total, {
      key: 'cases',
      title: '申请',
      held: `${cases.total} 件，${going}`,
      why: '您要工会办的事，和办的经过。',
      who: '办这件事的案头。办完的，案头只看得到经过。',
      howLong: '没办成的、您撤回的，注销账号就删。领过钱的、打过官司调解过的、信访的，存 30 年。',
      clause: '《会计档案管理办法》第十四条和附表；国家档案局令第 8 号；《个人信息保护法》第四十七条',
      url: '/packages/cases/mine/mine',
      go: '看我的申请',
    }),
    ...of(papers, {
      key: 'papers',
      title: '材料',
      held: `${papers} 份`,
      why: '拍一次，以后申请都能用。',
      who: '平时只有您。您给哪件申请打了勾，办那件事的案头才看得到。',
      howLong: '您随时能删，能收回同意。注销账号全删。',
      clause: '《个人信息保护法》第二十九条：单独同意；第十五条：随时收回',
      url: '/packages/vault/papers/papers',
      go: '看材料，收回同意',
    }),
    ...of(hardshipFiles, {
      key: 'hardship',
      title: '困难职工档案',
      held: '您家有一份',
      why: '该有的帮扶，一样不落下。',
      who: '区县和市总工会管帮扶的干部。',
      howLong: '每年看一次。跟着帮扶金的账存 30 年。',
      clause: '《会计档案管理办法》第十四条和附表',
      ...nothingLinked,
    }),
    ...of(authorities.given + authorities.held, {
      key: 'authorities',
      title: '家里人的委托',
      held: `您给的 ${authorities.given} 份，您替别人办的 ${authorities.held} 份`,
      why: '谁能替您办事，您替谁办事。',
      who: '您和那位家里人，办那件事的案头。',
      howLong: '您随时能收回。注销账号就删。',
      clause: '《个人信息保护法》第十三条',
      url: '/packages/cases/family/family',
      go: '看家里人',
    }),
    ...of(looks, {
      key: 'looks',
      title: '谁看过我的资料',
      held: `${looks} 次`,
      why: '工会的人看过您什么，您看得到。',
      who: '只有您。',
      howLong: '注销账号就删。',
      clause: '《个人信息保护法》第五十一条、第五十四条',
      url: '/packages/vault/looks/looks',
      go: '看是谁',
    }),
    ...of(keptOffers + draws, {
      key: 'likes',
      title: '收藏和抽签',
      held: [keptOffers > 0 ? `收藏的优惠 ${keptOffers} 个` : '', draws > 0 ? `抽过 ${draws} 次` : '']
        .filter(Boolean)
        .join('，'),
      why: '替您记着想用的优惠；抽签公不公平，人人能查。',
      who: '收藏只有您看得到。抽签的名单上只有一个编号。',
      howLong: '注销账号，收藏就删，抽签的名单上只剩编号。',
      clause: '《个人信息保护法》第十三条、第二十四条',
      ...nothingLinked,
    }),
    ...of(questions + follows, {
      key: 'questions',
      title: '微访谈里问的',
      held: [questions > 0 ? `问了 ${questions} 个` : '', follows > 0 ? `关注 ${follows} 个` : '']
        .filter(Boolean)
        .join('，'),
      why: '把您问的放给来答的人；有人答了告诉您。',
      who: '放出来的，谁都看得到，上面只有代号或者“林＊兰”这样的名字。真名只有办这场的工会干部看得到。',
      howLong: '注销账号，没放出来的就删；放出来的留着，不再有您的名字，照片删掉。',
      clause: '《个人信息保护法》第十三条、第四十七条',
      url: '/packages/interviews/list/list',
      go: '看微访谈',
    }),
    ...of(messages + drafts, {
      key: 'messages',
      title: '消息和草稿',
      held: [messages > 0 ? `消息 ${messages} 条` : '', drafts > 0 ? `草稿 ${drafts} 份` : '']
        .filter(Boolean)
        .join('，'),
      why: '告诉您办得怎样；没填完的，替您留着。',
      who: '只有您。',
      howLong: '草稿交了就删。注销账号全删。',
      clause: '《个人信息保护法》第十九条',
      ...nothingLinked,
    }),
    ...of(ledger, {
      key: 'ledger',
      title: '只记了数的账',
      held: `${ledger} 笔，没有名字`,
      why: '工会办了多少事、花了多少钱，账要对得上。',
      who: '谁也看不出是您：只有一个记号。',
      howLong: '30 年。',
      clause: '《会计档案管理办法》第十四条和附表；《个人信息保护法》第五十一条：去标识化',
      ...nothingLinked,
    }),
  ]
}
