import fc from 'fast-check'
import { hideNumbers } from '../../miniprogram/rules/hide-numbers'
import { birthDay, checkCharacter } from '../../miniprogram/rules/id-number'

const MASK = '＊＊＊＊＊＊'
/** Area 990001 exists nowhere, so these numbers can belong to nobody. */
const idOf = (birth: string, sequence = '012') => {
  const first17 = `990001${birth}${sequence}`
  return first17 + checkCharacter(first17)
}
const ID = idOf('19800101')
/** Ends in X. */
const ID_X = ['010', '011', '012', '013', '014', '015', '016', '017', '018', '019', '020', '021']
  .map((sequence) => idOf('19850615', sequence))
  .find((id) => id.endsWith('X'))!

describe('what is hidden', () => {
  test.each([
    ['an ID number', `我的身份证${ID}，请查`, `我的身份证${MASK}，请查`, ['idNumber']],
    ['one that ends in X', `${ID_X}。`, `${MASK}。`, ['idNumber']],
    ['a small full-width x', `${ID_X.slice(0, 17)}ｘ`, MASK, ['idNumber']],
    ['a mistyped one', `${ID.slice(0, 17)}${(Number(ID[17]) + 1) % 10 || 1}`, MASK, ['idNumber']],
    ['with spaces', `${ID.slice(0, 6)} ${ID.slice(6, 14)} ${ID.slice(14)}`, MASK, ['idNumber']],
    ['X behind dashes', `${ID_X.slice(0, 6)}-${ID_X.slice(6, 14)}-${ID_X.slice(14)}`, MASK, ['idNumber']],
    [
      'cut anywhere, its check character right',
      `${ID.slice(0, 5)}, ${ID.slice(5, 11)}、${ID.slice(11)}`,
      MASK,
      ['idNumber'],
    ],
    ['an old one', '990001800101012', MASK, ['idNumber']],
    ['a mobile number', '请打13800138000找我', `请打${MASK}找我`, ['phone']],
    ['with +86', '+8613800138000', `+${MASK}`, ['phone']],
    ['with +86 and a blank', '+86 138 0013 8000', `+${MASK}`, ['phone']],
    ['with 0086', '008613800138000', MASK, ['phone']],
    ['with 0', '013800138000', MASK, ['phone']],
    ['in spaces', '138 0013 8000', MASK, ['phone']],
    ['in dashes', '138-0013-8000', MASK, ['phone']],
    ['in dots', '138.0013.8000', MASK, ['phone']],
    ['in brackets', '(138)0013-8000', `(${MASK}`, ['phone']],
    ['in pairs', '13 80 01 38 00 0', MASK, ['phone']],
    ['digit by digit', '1、3、8、0、0、1、3、8、0、0、0', MASK, ['phone']],
    ['written downwards', [...'13800138000'].join('\n'), MASK, ['phone']],
    ['full-width', '１３８００１３８０００', MASK, ['phone']],
    ['with something unseen in it', '138\u200b0013\u200b8000', MASK, ['phone']],
    ['with something unseen and a digit behind it', '13800138000\u200b5', `${MASK}\u200b5`, ['phone']],
    ['in Chinese', '一三八零零一三八〇〇〇', MASK, ['phone']],
    ['in Chinese behind a 一', '统一一三八零零一三八〇〇〇', `统${MASK}`, ['phone']],
    ['half in Chinese', '幺三八00一38000', MASK, ['phone']],
    ['in circles', '①③⑧00138000', MASK, ['phone']],
    ['behind a Chinese one', '唯一13800138000', `唯一${MASK}`, ['phone']],
    ['between letters', 'wx13800138000a', `wx${MASK}a`, ['phone']],
    ['two glued together', '1380013800013900139000', MASK, ['phone']],
    ['behind a room', '5 号 3 138 0013 8000', `5 号 3 ${MASK}`, ['phone']],
    ['a bank card', '工资卡 6222021234567890123 没到账', `工资卡 ${MASK} 没到账`, ['bankCard']],
    ['of sixteen digits', '6222020000000007', MASK, ['bankCard']],
    ['in fours', '6222 0200 0000 0007', MASK, ['bankCard']],
    ['several', `${ID} 13800138000`, `${MASK} ${MASK}`, ['idNumber', 'phone']],
  ])('%s', (_what, text, shown, hidden) => expect(hideNumbers(text)).toEqual({ text: shown, hidden }))
})

describe('what stays', () => {
  test.each([
    ['a sum', '欠了我 128000.50 元，一共 1,280,000 元'],
    ['days', '2026-07-24 到 2026-07-27，2026.07.24 08:30'],
    ['many days', '2026-07-24 2026-07-25 2026-07-26'],
    ['years', '2023 2024 2025 2026 年'],
    ['years in Chinese', '二〇二六年七月二十四日'],
    ['the hotline', '打过 12351 和 12345'],
    ['an office', '单位电话 0631-5201234，0631 5201234'],
    ['a short order', '订单 1234567890'],
    ['amounts of three months', '三个月分别发了 1500 1800 900'],
    ['four amounts', '3500 4200 3800 5001'],
    ['a list', '一、3500元 二、4200元 三、13800元'],
    ['measures', '15.5 18.2 13.6 12'],
    ['a span', '15000-200000 元'],
    ['an address of a machine', '192.168.100.10'],
    ['the old kind of number without a day in it', '990001809901012'],
    ['an order of 13 digits', '2026072400123'],
    ['nothing', ''],
    ['words only', '什么时候涨工资？一二三，三二一。'],
  ])('%s', (_what, text) => expect(hideNumbers(text)).toEqual({ text, hidden: [] }))
})

describe('whatever is written', () => {
  const SEPARATORS = ['', '', ' ', '-', '.', '、', '元', '年', '\n', '，', '一', 'X', 'a', '\u200b']
  const phone = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.stringMatching(/^\d{9}$/))
    .map(([second, rest]) => `1${second}${rest}`)
  const idNumber = fc
    .tuple(fc.integer({ min: 1950, max: 2010 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => idOf(`${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`))
  const piece = fc.oneof(
    fc.stringMatching(/^\d{1,20}$/),
    phone,
    idNumber,
    fc.constantFrom(...SEPARATORS),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )
  const anything = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

  const runs = (text: string) => text.match(/\d+[Xx]?/g) ?? []
  const isNumber = (run: string) =>
    /^1[3-9]\d{9}$/.test(run) ||
    (/^\d{17}[\dX]$/.test(run) && birthDay(run) !== null && checkCharacter(run) === run[17])

  test('no run is a valid mobile or ID number afterwards', () => {
    fc.assert(
      fc.property(anything, (text) => expect(runs(hideNumbers(text).text).filter(isNumber)).toEqual([])),
      { numRuns: 2000 },
    )
  })

  test('hidden again it is the same', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = hideNumbers(text)
        expect(hideNumbers(once.text)).toEqual({ text: once.text, hidden: [] })
        expect(once.text.length).toBeLessThanOrEqual(text.length)
        expect(once.hidden.length > 0).toBe(once.text !== text)
      }),
      { numRuns: 2000 },
    )
  })

  test('any spacing of a mobile number that people use is found', () => {
    const spacing = fc.constantFrom(/^(.{3})(.{4})(.{4})$/, /^(.{3})(.{8})()$/, /^(.{7})(.{4})()$/)
    fc.assert(
      fc.property(phone, spacing, fc.constantFrom(' ', '-', '.', '·', '－', '  '), (number, shape, between) => {
        const typed = shape.exec(number)!.slice(1).filter(Boolean).join(between)
        expect(hideNumbers(`电话：${typed}！`)).toEqual({ text: `电话：${MASK}！`, hidden: ['phone'] })
      }),
    )
  })

  test('without digits nothing changes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/[\d０-９零一二三四五六七八九〇○①-⑨壹贰叁肆伍陆柒捌玖幺Ｏ]/.test(text))
        expect(hideNumbers(text)).toEqual({ text, hidden: [] })
      }),
    )
  })

  test('ten thousand digits take no time', () => {
    const started = Date.now()
    hideNumbers('1 '.repeat(5000))
    hideNumbers('13'.repeat(5000))
    expect(Date.now() - started).toBeLessThan(1000)
  })
})
