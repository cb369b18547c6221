import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import {
  extendClock,
  reckonClock,
  resumeClock,
  sayClock,
  stopClock,
  type ClockTerm,
  type RunningClock,
} from '../../miniprogram/rules/clock'
import type { Day } from '../../miniprogram/rules/days'

const calendar = calendarAround(new Date('2026-06-01T00:00:00Z'))

const run = (term: ClockTerm, start: Day): RunningClock => ({ ...term, start, stops: [], extensions: [] })

const petitionReply: ClockTerm = { days: 15, unit: 'calendar', clause: '信访工作条例 第22条' }
const opinion: ClockTerm = { days: 15, unit: 'working', clause: '浙江省工会劳动法律监督条例 第19条' }
const notice: ClockTerm = { days: 5, unit: 'working', clause: '本市困难职工公示规定' }

describe('a clock in words', () => {
  test('working days over National Day, with a stop and an extension', () => {
    let clock = run(opinion, '2026-09-21')
    clock = resumeClock(stopClock(clock, '2026-09-23', '等单位补工资表'), '2026-09-24')
    clock = extendClock(clock, { days: 2, why: '单位请求宽限', clause: '本市规定', on: '2026-09-28' })
    expect(sayClock(clock, reckonClock(clock, calendar))).toEqual([
      '9月21日（周一）开始，当天不算，从第二天数 15 个工作日（浙江省工会劳动法律监督条例 第19条）。',
      '9月28日（周一）延长 2 个工作日：单位请求宽限（本市规定）。',
      '9月23日（周三）停下：等单位补工资表。9月24日不算，共 1 天。',
      '休息日不算：9月25日到9月27日、10月1日到10月7日、10月11日、10月17日、10月18日。',
      '最后一天是10月22日（周四）。',
    ])
  })

  test('calendar days that end on a weekend, into the next year', () => {
    const clock = run(petitionReply, '2026-12-19')
    expect(sayClock(clock, { due: '2027-01-04', skipped: ['2027-01-03'], stopped: [] })).toEqual([
      '12月19日（周六）开始，当天不算，从第二天数 15 天（信访工作条例 第22条）。',
      '最后一天遇上休息日，往后推：2027年1月3日（民法典 第203条）。',
      '最后一天是2027年1月4日（周一）。',
    ])
  })

  test('standing, taken back at once, and too late', () => {
    const clock = run(notice, '2026-07-13')
    const say = (one: RunningClock) => sayClock(one, reckonClock(one, calendar)).slice(1)
    expect(say(stopClock(clock, '2026-07-15', '等您补材料'))).toEqual([
      '7月15日（周三）停下：等您补材料。从第二天起不算。',
      '现在停着。接着算了，才知道最后是哪天。',
    ])
    expect(say(resumeClock(stopClock(clock, '2026-07-15', '等您补材料'), '2026-07-15'))).toEqual([
      '7月15日（周三）停下：等您补材料。当天就接着算了，一天没耽误。',
      '休息日不算：7月18日、7月19日。',
      '最后一天是7月20日（周一）。',
    ])
    for (const [day, said] of [
      ['2026-07-20', '7月20日（周一）'],
      ['2026-07-22', '7月22日（周三）'],
    ] as const) {
      expect(say(stopClock(clock, day, '等您补材料'))).toContain(
        `${said}停过：等您补材料。那时期限已经到了，最后一天不变。`,
      )
    }
  })
})
