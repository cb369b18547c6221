/** Distances and opening hours, as a person on the street needs them. */

export interface Coordinates {
  latitude: number
  longitude: number
}

/** The sphere MongoDB's geo queries use, so that a distance shown agrees with the order found. Metres. */
const EARTH_RADIUS = 6_378_100

/** Great-circle distance in metres. */
export function metresBetween(a: Coordinates, b: Coordinates): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const dLat = radians(b.latitude - a.latitude)
  const dLon = radians(b.longitude - a.longitude)
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** `320 米`, `1.2 公里`, `15 公里` */
export function sayDistance(metres: number): string {
  if (metres < 995) return `${Math.max(10, Math.round(metres / 10) * 10)} 米`
  const km = metres / 1000
  return `${km < 10 ? km.toFixed(1) : Math.round(km)} 公里`
}

/** Hours as minutes of the Shanghai day; `close` may pass midnight (> 1440). Equal = round the clock. */
export interface OpenHours {
  open: number
  close: number
}

export interface OpenState {
  open: boolean
  /** `到 21:00`, `10:30 开门`, `24 小时` */
  words: string
}

/** Whether a place is open at a minute of the day (0-1439). */
export function openState(hours: OpenHours, minute: number): OpenState {
  if (hours.open === hours.close) return { open: true, words: '24 小时' }
  const today = minute >= hours.open && minute < hours.close
  const sinceYesterday = hours.close > 1440 && minute < hours.close - 1440
  if (today || sinceYesterday) return { open: true, words: `到 ${sayMinute(hours.close)}` }
  return { open: false, words: `${sayMinute(hours.open)} 开门` }
}

export function sayMinute(minute: number): string {
  const within = minute % 1440
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}
