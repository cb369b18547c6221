/** The wheels of date, time and region pickers. */
import type { Host } from './define'

export interface Columns {
  /** The texts of each wheel, given where the wheels stand. */
  lists(at: number[]): string[][]
  indexes: number[]
  /** What `change` reports for the wheels' places. */
  value(at: number[]): unknown
}
const two = (n: number): string => String(n).padStart(2, '0')
const span = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

/** Wheels of hours and minutes, `HH:MM`. */
export function timeColumns(value: string, start: string, end: string): Columns {
  const [h0, m0] = (start || '00:00').split(':').map(Number) as [number, number]
  const [h1, m1] = (end || '23:59').split(':').map(Number) as [number, number]
  const hours = span(h0, h1)
  const minutes = (hour: number): number[] => span(hour === h0 ? m0 : 0, hour === h1 ? m1 : 59)
  const [h, m] = (value || `${two(h0)}:${two(m0)}`).split(':').map(Number) as [number, number]
  const hourOf = (at: number[]): number => hours[at[0] ?? 0] ?? h0
  return {
    lists: (at) => [hours.map((n) => `${two(n)}时`), minutes(hourOf(at)).map((n) => `${two(n)}分`)],
    indexes: [Math.max(0, hours.indexOf(h)), Math.max(0, minutes(h).indexOf(m))],
    value: (at) => `${two(hourOf(at))}:${two(minutes(hourOf(at))[at[1] ?? 0] ?? 0)}`,
  }
}

export interface DateRange {
  value: string
  start: string
  end: string
  fields: string
}

/** Properties of a date picker; the phone's range without start and end is 1900 to 2100. */
export function readDate(host: Host): DateRange {
  const today = new Date()
  const now = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`
  return {
    value: String(host.data.value || now),
    start: String(host.data.start || '1900-01-01'),
    end: String(host.data.end || '2100-12-31'),
    fields: String(host.data.fields),
  }
}

/** Wheels of year, month, day, `YYYY-MM-DD` (or shorter by `fields`). */
export function dateColumns(range: DateRange): Columns {
  const [y0, mo0 = 1, d0 = 1] = range.start.split('-').map(Number) as [number, number, number]
  const [y1, mo1 = 12, d1 = 31] = range.end.split('-').map(Number) as [number, number, number]
  const years = span(y0, y1)
  const months = (y: number): number[] => span(y === y0 ? mo0 : 1, y === y1 ? mo1 : 12)
  const days = (y: number, m: number): number[] =>
    span(y === y0 && m === mo0 ? d0 : 1, Math.min(new Date(y, m, 0).getDate(), y === y1 && m === mo1 ? d1 : 31))
  const read = (at: number[]): [number, number, number] => {
    const y = years[at[0] ?? 0] ?? y0
    const m = months(y)[at[1] ?? 0] ?? months(y).at(-1)!
    return [y, m, days(y, m)[at[2] ?? 0] ?? days(y, m).at(-1)!]
  }
  const depth = range.fields === 'year' ? 1 : range.fields === 'month' ? 2 : 3
  const [y, m = 1, d = 1] = range.value.split('-').map(Number) as [number, number, number]
  return {
    lists: (at) => {
      const [year, month] = read(at)
      const all = [
        years.map((n) => `${n}年`),
        months(year).map((n) => `${n}月`),
        days(year, month).map((n) => `${n}日`),
      ]
      return all.slice(0, depth)
    },
    indexes: [years.indexOf(y), months(y).indexOf(m), days(y, m).indexOf(d)].map((n) => Math.max(0, n)).slice(0, depth),
    value: (at) => {
      const [year, month, day] = read(at)
      return [String(year), two(month), two(day)].slice(0, depth).join('-')
    },
  }
}

/** A stand-in for the phone's own list of regions: the first wheels a Shandong user would see. */
const REGIONS: Record<string, Record<string, string[]>> = {
  山东省: {
    威海市: ['环翠区', '文登区', '荣成市', '乳山市'],
    济南市: ['历下区', '市中区'],
    青岛市: ['市南区', '市北区'],
    烟台市: ['芝罘区', '福山区'],
  },
  北京市: { 北京市: ['东城区', '西城区', '朝阳区', '海淀区'] },
  上海市: { 上海市: ['黄浦区', '徐汇区', '浦东新区'] },
}

/** Wheels of province, city, district. */
export function regionColumns(value: string[]): Columns {
  const provinces = Object.keys(REGIONS)
  const cities = (p: string): string[] => Object.keys(REGIONS[p] ?? {})
  const read = (at: number[]): [string, string, string] => {
    const p = provinces[at[0] ?? 0] ?? provinces[0]!
    const c = cities(p)[at[1] ?? 0] ?? cities(p)[0]!
    return [p, c, REGIONS[p]![c]![at[2] ?? 0] ?? REGIONS[p]![c]![0]!]
  }
  const [p = '', c = '', d = ''] = value
  return {
    lists: (at) => {
      const [province, city] = read(at)
      return [provinces, cities(province), REGIONS[province]![city]!]
    },
    indexes: [provinces.indexOf(p), cities(p).indexOf(c), (REGIONS[p]?.[c] ?? []).indexOf(d)].map((n) =>
      Math.max(0, n),
    ),
    value: read,
  }
}
