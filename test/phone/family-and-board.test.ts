import { boardBars, boardSum, monthsWords } from '../../miniprogram/packages/cases/board/board-view'
import { givenLine, groupCode, heldLines, untilWords } from '../../miniprogram/packages/cases/family/family-view'
import { noticeLine, noticeRows } from '../../miniprogram/packages/cases/notice/notice-view'
import { papersToSend, supplyButton, supplyHead } from '../../miniprogram/packages/cases/supply/supply-view'

const NOW = Date.parse('2026-07-21T02:00:00Z')
const slot = (name: string, title: string) => ({
  slot: name,
  title,
  help: '',
  types: [],
  required: true,
  sensitive: false,
  when: null,
})

describe('bringing papers', () => {
  const slots = [slot('bills', '结算单'), slot('school', '学生证')]
  const given = { paper: 'paper_1', consent: true }

  test('the button says what is missing, by name when it is one thing', () => {
    expect(supplyButton(slots, {}, '')).toEqual({ label: '还差 2 样', ready: false })
    expect(supplyButton(slots, { bills: given }, '')).toEqual({ label: '还差学生证', ready: false })
    expect(supplyButton(slots, { bills: { ...given, consent: false } }, '')).toEqual({
      label: '先给结算单打勾',
      ready: false,
    })
    expect(supplyButton(slots, { bills: given, school: given }, '')).toEqual({ label: '交给工会', ready: true })
  })

  test('a word why not lets the rest go, two characters at least; what is not ticked is never sent', () => {
    expect(supplyButton(slots, { bills: given }, ' 没 ').ready).toBe(false)
    expect(supplyButton(slots, { bills: given }, '没有')).toEqual({ label: '先交这 1 样和说明', ready: true })
    expect(supplyButton(slots, {}, '都没有')).toEqual({ label: '只交说明', ready: true })
    const choices = { bills: given, school: { paper: 'paper_2', consent: false } }
    expect(supplyButton(slots, choices, '没有').label).toBe('先交这 1 样和说明')
    expect(papersToSend(slots, choices)).toEqual([{ slot: 'bills', paper: 'paper_1', consent: true }])
  })

  test('after the day it says that it is not too late', () => {
    const asked = { note: '要盖章', slots, due: '2026-07-24' }
    expect(supplyHead({ asked }, '2026-07-24')?.until).toBe('7月24日（周五）前补上就行')
    expect(supplyHead({ asked }, '2026-07-25')?.until).toContain('还来得及')
    expect(supplyHead({ asked: null }, '2026-07-24')).toBeNull()
  })
})

describe('a public notice', () => {
  const notice = {
    id: 'notice_1',
    maskedName: '林＊',
    townName: '竹岛街道',
    kindTitle: '困难职工建档帮扶',
    classWords: '深度困难',
    from: '2026-07-20',
    until: '2026-07-27',
    noticeOrg: '环翠区总工会',
  }

  test('shows its few fields and nothing that came along by mistake', () => {
    const leaky = { ...notice, phone: '19900009003', idNumber: '999999198001010011' }
    expect(noticeRows(leaky).map(({ value }) => value)).toEqual([
      '林＊',
      '竹岛街道',
      '困难职工建档帮扶',
      '深度困难',
      '7月20日到 7月27日',
      '环翠区总工会',
    ])
    expect(JSON.stringify(noticeLine(leaky))).not.toMatch(/1990|9999/)
  })

  test('does not say the same words twice', () => {
    const rows = noticeRows({ ...notice, classWords: notice.kindTitle })
    expect(rows.filter(({ value }) => value === notice.kindTitle)).toHaveLength(1)
  })
})

describe('family', () => {
  const authority = {
    id: 'auth_1',
    how: 'kin' as const,
    name: '林＊兰',
    sign: '家里人（儿子）',
    basis: '本人在手机上给的委托',
    only: '',
    at: NOW,
    revoked: false,
  }

  test('who may apply for me, an officer who was asked in person likewise; ended ones stay to be seen', () => {
    expect(givenLine(authority, NOW)).toMatchObject({ who: '家里人（儿子）', line: '今天 10:00 给的', living: true })
    const spoken = { ...authority, how: 'officer' as const, sign: '海滨物业工会 工会主席 宋丽华', revoked: true }
    expect(givenLine(spoken, NOW)).toMatchObject({ who: spoken.sign, line: '今天 10:00 给的，收回了', living: false })
  })

  test('for whom I may, without what has ended', () => {
    const lines = heldLines([authority, { ...authority, id: 'auth_2', revoked: true }], NOW)
    expect(lines).toEqual([{ id: 'auth_1', name: '林＊兰', line: '今天 10:00 给您的' }])
  })

  test('the code is read out in two threes, good for a day', () => {
    expect(groupCode('038201')).toBe('038 201')
    expect(untilWords(NOW + 86_400_000)).toContain('7月22日（周三） 10:00')
  })
})

describe('the board', () => {
  const rows = [
    { town: '竹岛街道', decided: 30, inTimePercent: 90, days: 12 },
    { town: '孙家疃街道', decided: 10, inTimePercent: 100, days: 8 },
    { town: '其他镇街', decided: 10, inTimePercent: 100, days: 4 },
  ]

  test('draws the best first, the merged rest last, the longest as the whole width', () => {
    expect(boardBars(rows, 'days').map(({ town, value, percent }) => [town, value, percent])).toEqual([
      ['孙家疃街道', '8 天', 67],
      ['竹岛街道', '12 天', 100],
      ['其他镇街', '4 天', 33],
    ])
    expect(boardBars(rows, 'inTime').map(({ value, percent }) => [value, percent])).toEqual([
      ['100%', 100],
      ['90%', 90],
      ['100%', 100],
    ])
  })

  test('sums by how many each town decided', () => {
    expect(boardSum(rows)).toEqual({ decided: '50', days: '9.6', inTime: '94%' })
    expect(boardSum([])).toEqual({ decided: '0', days: '0', inTime: '0%' })
    expect(monthsWords({ from: '2025-08', until: '2026-07' })).toBe('2025年8月到2026年7月')
  })
})
