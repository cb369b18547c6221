import { z } from 'zod'
import type { Coordinates } from '../../miniprogram/rules/places'
import { field } from '../kernel/casework/kind'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { plainLine } from '../kernel/text'
import type { CitySettings } from '../kernel/settings'
import { aTime, hoursOf } from './deal-form'
import type { Branch } from './merchants'

/** Where a shop is and when it is open, as it is filled in, and what it becomes. */

const UNSEEN = '里面有看不见的符号，请重新输一遍'

/** A place on the map: `37.496000,122.112000`, latitude first. */
export function aSpot() {
  return z.string({ message: '请在地图上点一下' }).regex(/^-?\d{1,2}\.\d{1,8},-?\d{1,3}\.\d{1,8}$/, '请在地图上点一下')
}

export function spotOf(text: string): Coordinates {
  const [latitude, longitude] = text.split(',').map(Number)
  return { latitude: latitude!, longitude: longitude! }
}

export const sayShopPhone = '请填店里的电话，手机或座机都行'
export const shopPhone = () =>
  z
    .string({ message: sayShopPhone })
    .trim()
    .regex(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/, sayShopPhone)

/** `place` null: no spot on the map was given; the county's officer puts it there. */
export type AskedBranch = Omit<Branch, 'place'> & { place: Coordinates | null }

export function branchFields() {
  return {
    town: z
      .string({ message: '请选在哪个镇街' })
      .regex(/^\d{9,12}$/, '请选在哪个镇街')
      .meta(field({ label: '在哪个镇街', widget: 'place' })),
    address: plainLine(40, UNSEEN)
      .min(2, '请填哪条路、多少号')
      .meta(field({ label: '哪条路，多少号', widget: 'text' })),
    spot: aSpot()
      .optional()
      .meta(field({ label: '在地图上点一下', help: '工友照着它找过来。点不了就空着，工会帮您标', widget: 'spot' })),
    opens: aTime().meta(field({ label: '几点开门', widget: 'time' })),
    closes: aTime().meta(field({ label: '几点关门', help: '24 小时开的，跟开门选一样的', widget: 'time' })),
    phone: shopPhone().meta(field({ label: '店里的电话', help: '工友打来问的', widget: 'text' })),
    branch: plainLine(12, UNSEEN)
      .optional()
      .meta(field({ label: '分店叫什么', help: '只有一家店就不填。比如：火车站店', widget: 'text' })),
  }
}

interface BranchAnswers {
  town: string
  address: string
  spot?: string
  opens: string
  closes: string
  phone: string
  branch?: string
}

/** Throws AppError where the city has no such town, or several branches are not told apart. */
export function branchesOf(answers: BranchAnswers[], { districts }: Pick<CitySettings, 'districts'>): AskedBranch[] {
  const named = answers.map(({ branch }) => branch || '本店')
  if (new Set(named).size < named.length) throw new AppError('BAD_INPUT', '几家店要分开叫，请给每家店填一个分店名')
  return answers.map(({ town, address, spot, opens, closes, phone }, i): AskedBranch => {
    const district = districts.find(({ towns }) => towns.some(({ code }) => code === town))
    const street = district?.towns.find(({ code }) => code === town)
    if (!district || !street) throw new AppError('BAD_INPUT', '请选在哪个镇街')
    return {
      id: idFrom('br', named[i]!),
      name: named[i]!,
      address: address.startsWith(street.name) ? address : `${street.name}${address}`,
      district: district.name,
      place: spot ? spotOf(spot) : null,
      hours: hoursOf(opens, closes),
      phone,
    }
  })
}
