import fc from 'fast-check'
import { townsOf } from '../../local/city/divisions'
import { mobileOf, someId } from '../../local/city/identity'
import { maskToSurname, NOTICE_FIELDS, publicNotice, type NoticeInput } from '../../miniprogram/rules/public-notice'

const input = (some: Partial<NoticeInput> = {}): NoticeInput => ({
  name: '林秀兰',
  town: '竹岛街道总工会',
  kindTitle: '困难帮扶',
  classWords: '深度困难',
  from: '2026-07-13',
  until: '2026-07-20',
  noticeOrg: '海滨物业工会',
  ...some,
})

// 个人信息保护法 第25条; C.6: to town level, de-identified
test('the whole notice', () => {
  expect(publicNotice(input())).toEqual({
    maskedName: '林＊',
    townName: '竹岛街道',
    kindTitle: '困难帮扶',
    classWords: '深度困难',
    from: '2026-07-13',
    until: '2026-07-20',
    noticeOrg: '海滨物业工会',
    objectionWords: '您要是觉得不合适，7月20日（周一）前告诉海滨物业工会，写明理由，我们去核实。',
  })
})

describe('names', () => {
  test.each([
    ['王海', '王＊'],
    ['林秀兰', '林＊'],
    ['欧阳海', '欧阳＊'],
    ['司马相如', '司马＊'],
    ['欧阳', '欧＊'],
    ['  王 海 ', '王＊'],
    ['阿依古丽·买买提', '阿＊'],
    ['John Smith', 'J＊'],
    ['王', '王＊'],
    ['𠮷野家', '𠮷＊'],
    ['13800000000王海', '王＊'],
    ['', '＊'],
    ['138', '＊'],
  ])('%s is %s', (name, masked) => expect(maskToSurname(name)).toBe(masked))
})

describe('towns', () => {
  test.each([
    ['竹岛街道', '竹岛街道'],
    ['竹岛街道联合工会', '竹岛街道'],
    ['羊亭镇文化路 12 号 3 单元', '羊亭镇'],
    ['竹岛街道幸福小区3号楼', '竹岛街道'],
    ['竹岛街道（幸福小区3号楼）', '竹岛街道'],
    ['花乡街道', '花乡街道'],
    ['幸福小区3号楼竹岛街道', '＊'],
    ['十二号院竹岛街道', '＊'],
    ['文化路12号', '＊'],
    ['幸福小区', '＊'],
    ['海滨物业工会', '＊'],
    ['', '＊'],
  ])('%s is %s', (town, name) => expect(publicNotice(input({ town })).townName).toBe(name))

  test('every town of four districts stands whole, with its union or without', () => {
    const towns = ['371002', '371003', '371082', '371083'].flatMap(townsOf).map(({ name }) => name)
    expect(towns.length).toBeGreaterThan(50)
    const cut = towns.filter((name) => publicNotice(input({ town: name })).townName !== name)
    const cutFromUnion = towns.filter((name) => publicNotice(input({ town: `${name}总工会` })).townName !== name)
    expect([...cut, ...cutFromUnion]).toEqual([])
  })
})

describe('other words', () => {
  test.each([
    ['相对困难 13800000000', '相对困难 ＊'],
    ['卡号 6222 0212-3456 7890', '卡号 ＊'],
    ['１３８００００００００', '＊'],
    ['一三八〇〇〇〇〇〇〇〇', '＊'],
    ['1\u200b3\u200b8\u200b0\u200b0', '＊'],
    ['99000119660101001X', '＊'],
    ['给 lin@example.com 写信', '给 ＊ 写信'],
    ['微信 linxiulan_88', '微信 ＊'],
    ['林秀兰家，相对困难', '林＊家，相对困难'],
    ['2024 年，3 人', '2024 年，3 人'],
  ])('%s is %s', (classWords, shown) => expect(publicNotice(input({ classWords })).classWords).toBe(shown))

  test('a day that is none is refused without being repeated', () => {
    const phone = mobileOf(7)
    expect(() => publicNotice(input({ until: phone }))).toThrow(RangeError)
    expect(() => publicNotice(input({ from: `2026-07-13 ${phone}` }))).not.toThrow(new RegExp(phone))
  })
})

describe('for any case', () => {
  const roads = fc.constantFrom('文化中路', '海滨北路', '幸福小区', '香榭花园', '和平里')
  const secrets = fc.record({
    idNumber: fc.integer({ min: 0, max: 9999 }).map(someId),
    phone: fc.integer({ min: 0, max: 9999 }).map(mobileOf),
    bankAccount: fc.integer({ min: 0, max: 999_999 }).map((n) => `622202${String(n).padStart(13, '0')}`),
    address: fc
      .tuple(roads, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 9 }))
      .map(([road, house, unit]) => `${road}${house}号${unit}单元`),
    mail: fc.integer({ min: 0, max: 9999 }).map((n) => `lin${n}@example.com`),
  })
  const names = fc.constantFrom('林秀兰', '王海', '欧阳海生', '丛培丽')
  const towns = fc.constantFrom('竹岛街道', '羊亭镇', '竹岛街道总工会', '苘山镇', '')
  /** Puts some of the secrets before or after a word, with or without something between. */
  const hide = (word: string, hidden: string[]) =>
    fc
      .tuple(fc.subarray(hidden), fc.constantFrom('', ' ', '，', '：'), fc.boolean())
      .map(([some, between, before]) => (before ? [...some, word] : [word, ...some]).join(between))

  const cases = fc.tuple(secrets, names, towns).chain(([secret, name, town]) => {
    const all = Object.values(secret)
    // An address is no pattern to find in free words; those come from the declaration of a kind, not from a person.
    const numbers = all.filter((one) => one !== secret.address)
    return fc.record({
      secret: fc.constant({ ...secret, name }),
      input: fc.record({
        name: hide(name, all),
        town: hide(town, all),
        kindTitle: hide('困难帮扶', numbers),
        classWords: hide('深度困难', numbers),
        from: fc.constant('2026-07-13'),
        until: fc.constant('2026-07-20'),
        noticeOrg: hide('海滨物业工会', numbers),
        ...Object.fromEntries(Object.entries(secret).map(([key, value]) => [key, fc.constant(value)])),
        household: fc.constant({ ...secret, members: [secret] }),
        extra: fc.dictionary(fc.string(), fc.constantFrom(...all)),
      }),
    })
  })

  test('no ID, bank, phone, mail or address reaches it, nor the full name, nor any long number', () => {
    fc.assert(
      fc.property(cases, ({ secret, input }) => {
        const notice = publicNotice(input)
        const text = JSON.stringify(notice)
        for (const one of Object.values(secret)) expect(text).not.toContain(one)
        expect(text).not.toMatch(/\d{5}|@|单元|号/)
        expect(Object.keys(notice)).toEqual([...NOTICE_FIELDS])
        for (const value of Object.values(notice)) expect(typeof value).toBe('string')
      }),
      { numRuns: 1000 },
    )
  })

  test('nothing at all depends on a key it does not know', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (extra) => {
        expect(publicNotice({ ...extra, ...input() })).toEqual(publicNotice(input()))
      }),
    )
  })

  test('only the surname of a name gets through, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, town) => {
        const { maskedName, townName } = publicNotice(input({ name, town }))
        expect([...maskedName].length).toBeLessThanOrEqual(3)
        expect(maskedName.endsWith('＊')).toBe(true)
        expect(townName).not.toMatch(/[0-9０-９@]/)
      }),
    )
  })
})
