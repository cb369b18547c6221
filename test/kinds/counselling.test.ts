import { counselling as kind, isUrgent } from '../../cloudfunctions/cases/kinds/counselling'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { formOf } from '../../cloudfunctions/kernel/casework/form'
import { entryOfAct } from '../../cloudfunctions/kernel/casework/act-entry'
import { viewOf } from '../../cloudfunctions/kernel/casework/view'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import { counsellingForm as form } from './samples'
import { act, attempt, city, crew, dueOf, entryOf, handIn, momentOn, saidAbout, settingOn } from './support'

const on = '2026-07-13'
const given = (more = {}) => handIn(kind, { form: { ...form, ...more } }, on)
const assigned = () => act(kind, given(), 'assign', '2026-07-14', { crew: crew('counsellor') })
const NOTES = '谈了睡眠和夜班'
const held = (more: string, standing = assigned()) =>
  act(kind, standing, 'held', '2026-07-16', { fields: { notes: NOTES, more } })
const desperate = { words: '真的，不 想，活了' }

describe('counselling: its days', () => {
  test.each([
    ['arrange', '2026-07-13', '2026-07-15', /2 个工作日内安排/],
    ['arrange', '2026-09-30', '2026-10-09', /2 个工作日内安排/],
    ['session', '2026-07-14', '2026-07-21', /5 个工作日内谈上/],
  ])('%s entered on %s: by %s', (step, start, due, clause) => {
    const reckoned = dueOf(kind, step, start)
    expect(reckoned.due).toBe(due)
    expect(reckoned.clause).toMatch(clause)
  })

  test('words that cannot wait: the same day, also on a Sunday; a silent county loses it to the city', () => {
    const standing = handIn(kind, { form: { ...form, ...desperate } }, '2026-07-12')
    expect(standing).toMatchObject({ due: '2026-07-12', clock: { clause: '有危险的当天联系，由市总工会规定' } })
    expect(wake(kind, standing, settingOn('2026-07-14'))).toMatchObject({ desk: 'city/officer' })
  })
})

describe('counselling: sealed', () => {
  test('never at the employer: it begins above the enterprise and stands at the county', () => {
    expect(given().chain.map(({ level }) => level)).toEqual(['town', 'county', 'city'])
    expect(given().desk).toBe('county/officer')
    expect(kind.steps.map(({ at }) => at)).toEqual(['county', 'county'])
  })

  test('figures count it at the county, once, without a person or a town', () => {
    const done = held('done')
    for (const entry of [
      entryOf(kind, assigned(), done, 'held', '2026-07-16'),
      entryOfAct(kind, given(), 'application.submitted', momentOn(on)),
    ]) {
      expect(entry).toMatchObject({ person: null, persons: 1, org: 'county', detail: { town: null } })
      expect(JSON.stringify(entry)).not.toMatch(/林|p_worker|worker/)
    }
    expect(entryOf(kind, assigned(), done, 'held', '2026-07-16').kind).toBe('counselling.held')
  })

  test('what she wrote, her phone and the notes are sealed at rest', () => {
    expect(JSON.stringify(held('again'))).not.toMatch(new RegExp(`${form.words}|${form.phone}|${NOTES}`))
  })

  const read = (standing: CaseDocument, reader: 'applicant' | 'desk' | 'formerDesk') =>
    JSON.stringify(viewOf(kind, standing, reader, settingOn('2026-07-17')))

  test('the desk where it stands reads her words and phone, a former desk neither', () => {
    expect(read(assigned(), 'desk')).toContain(form.words)
    expect(read(assigned(), 'desk')).toContain(form.phone)
    expect(read(assigned(), 'formerDesk')).not.toMatch(new RegExp(`${form.words}|${form.phone}`))
  })

  test('the notes: their counsellor while it goes on; not she, not the county when it is given back', () => {
    const again = held('again')
    expect(read(again, 'desk')).toContain(NOTES)
    expect(read(again, 'applicant')).not.toContain(NOTES)
    const back = act(kind, again, 'giveBack', '2026-07-17', { note: '换一位' })
    expect(back.desk).toBe('county/officer')
    expect(read(back, 'desk')).not.toContain(NOTES)
    expect(read(held('done'), 'formerDesk')).not.toContain(NOTES)
  })

  test('nothing told could give it away on a locked screen', () => {
    const told = [
      assigned(),
      held('again'),
      held('done'),
      held('hospital'),
      act(kind, given(), 'close', on, { note: '说不用了' }),
      act(kind, assigned(), 'booked', on, { fields: { day: '2026-07-20', time: '10 点', place: '打电话' } }),
    ]
    told.forEach(({ news }) => expect(`${news.title}${news.text}`).not.toMatch(/心理|咨询|轻生|抑郁/))
    expect(told[5]!.news.text).toBe('7月20日（周一）10 点，打电话')
  })
})

describe('counselling: words that cannot wait', () => {
  test.each([
    ['不想活了', true],
    ['不 想 活 了', true],
    ['觉得活着没意思', true],
    ['写好了遗书', true],
    ['想一了百了', true],
    ['我没有想死，就是累', true],
    ['睡不着，心里烦', false],
    ['想换个活', false],
    ['天天加班', false],
  ])('%s: %s', (words, urgent) => {
    expect(isUrgent(words)).toBe(urgent)
  })

  test('she reads at once whom to call, the desk reads it first and in red', async () => {
    expect(given(desperate).news).toMatchObject({ title: '请现在就打 12356' })
    expect(given().news.text).toMatch(/撑不住就打 12356/)
    expect((await kind.warnings!(given(desperate) as never, new Date(0)))[0]).toMatch(/^紧急/)
    expect((await kind.warnings!(given() as never, new Date(0))).join()).not.toMatch(/紧急/)
    expect(JSON.stringify(formOf(kind, city))).toMatch(/现在就打 12356/)
  })
})

describe('counselling: its way', () => {
  test('desk, counsellor, session after session, over', () => {
    expect(assigned()).toMatchObject({ desk: crew('counsellor').desk, news: { text: '于海会打电话跟您约时间' } })
    const again = held('again')
    expect(again).toMatchObject({ step: 'session', desk: crew('counsellor').desk, due: '2026-07-23' })
    expect(held('done', again)).toMatchObject({ state: 'served', open: false })
  })

  test.each([
    ['assign', {}, 'targetMissing'],
    ['held', {}, 'actNotAllowed'],
    ['close', {}, 'reasonMissing'],
    ['note', { note: '打过', by: { desk: 'union/officer' } }, 'wrongDesk'],
  ])('at first: %s is refused', (name, acting, refusal) => {
    expect(attempt(kind, given(), name, on, acting)).toBe(refusal)
  })

  test.each([
    [{ name: '' }, '请填怎么称呼您'],
    [{ phone: '123' }, '手机号是 11 位数字'],
    [{ phone: 19900001234 }, '请填手机号'],
    [{ words: '烦' }, '请写一两句，让接您的人心里有数'],
    [{ words: '烦'.repeat(501) }, '最多 500 个字'],
    [{ how: 'letter' }, '请选想怎么谈'],
    [{ consent: false }, '请先打勾，同意让接您的人看'],
    [{ town: 7 }, '请选您在哪个镇街'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toBe(words)
  })
})
