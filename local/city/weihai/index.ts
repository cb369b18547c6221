import type { CityData } from '../city-data'
import { districts, industries, shoppingTowns } from './places'
import { employers, smallFirms, unions, waiting } from './unions'
import { merchants } from './merchants'
import { personas } from './personas'
import { settings } from './settings'

/** Weihai 威海. Divisions are real; every union, employer, shop and person is invented. */
export const weihai: CityData = {
  code: '371000',
  whole: '全市',
  federation: '威海市总工会',
  areaCode: '0631',
  settings,
  districts,
  shoppingTowns,
  industries,
  employers,
  smallFirms,
  unions,
  merchants,
  personas,
  waiting,
}
