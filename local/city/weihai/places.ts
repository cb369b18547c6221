import type { CityData } from '../city-data'

/** The development zones answer for their own streets, with federations of their own. */
export const districts: CityData['districts'] = [
  { code: '371002', name: '环翠区', federation: '环翠区总工会' },
  { code: '371071', name: '高区', federation: '高区总工会' },
  { code: '371072', name: '经区', federation: '经区总工会' },
  { code: '371073', name: '临港区', federation: '临港区总工会' },
  { code: '371003', name: '文登区', federation: '文登区总工会' },
  { code: '371082', name: '荣成市', federation: '荣成市总工会' },
  { code: '371083', name: '乳山市', federation: '乳山市总工会' },
]

const at = (latitude: number, longitude: number) => ({ latitude, longitude })

/** Where people shop. Centres to about a kilometre: near enough for invented shops. */
export const shoppingTowns: CityData['shoppingTowns'] = [
  { town: '371002001', centre: at(37.505, 122.122), weight: 14 },
  { town: '371002002', centre: at(37.513, 122.117), weight: 14 },
  { town: '371002003', centre: at(37.496, 122.112), weight: 22 },
  { town: '371002011', centre: at(37.536, 122.114), weight: 8 },
  { town: '371002012', centre: at(37.474, 122.096), weight: 8 },
  { town: '371002100', centre: at(37.466, 122.052), weight: 10 },
  { town: '371002102', centre: at(37.411, 122.212), weight: 4 },
  { town: '371071004', centre: at(37.525, 122.064), weight: 16 },
  { town: '371071007', centre: at(37.517, 122.033), weight: 12 },
  { town: '371071108', centre: at(37.478, 121.942), weight: 4 },
  { town: '371072008', centre: at(37.455, 122.146), weight: 16 },
  { town: '371072009', centre: at(37.432, 122.163), weight: 12 },
  { town: '371072103', centre: at(37.398, 122.268), weight: 4 },
  { town: '371073107', centre: at(37.307, 122.031), weight: 8 },
  { town: '371073113', centre: at(37.252, 122.087), weight: 4 },
  { town: '371003001', centre: at(37.197, 122.052), weight: 12 },
  { town: '371003002', centre: at(37.192, 122.066), weight: 12 },
  { town: '371003003', centre: at(37.206, 122.071), weight: 10 },
  { town: '371003101', centre: at(37.176, 122.219), weight: 4 },
  { town: '371082007', centre: at(37.165, 122.487), weight: 18 },
  { town: '371082008', centre: at(37.171, 122.458), weight: 10 },
  { town: '371082002', centre: at(36.887, 122.424), weight: 14 },
  { town: '371082101', centre: at(37.233, 122.563), weight: 4 },
  { town: '371082102', centre: at(37.376, 122.553), weight: 4 },
  { town: '371083001', centre: at(36.917, 121.541), weight: 18 },
  { town: '371083100', centre: at(36.926, 121.519), weight: 8 },
  { town: '371083103', centre: at(36.842, 121.648), weight: 8 },
]

export const industries: CityData['industries'] = [
  {
    code: 'delivery',
    name: '送外卖',
    union: '外卖配送行业工会',
    at: 'district',
    employers: ['海鸥到家配送站', '飞帆外卖站点'],
    employment: 'platform',
  },
  {
    code: 'courier',
    name: '送快递',
    union: '快递行业工会',
    at: 'district',
    employers: ['鲸速快递网点', '顺潮快递网点'],
    employment: 'platform',
  },
  {
    code: 'ride',
    name: '开网约车、货车',
    union: '网约车货运行业工会',
    at: 'city',
    employers: ['蓝岸出行车队', '远岬货运车队', '千帆货的'],
    employment: 'platform',
  },
  {
    code: 'construction',
    name: '工地干活',
    union: '建筑行业工会',
    at: 'city',
    employers: ['潮汐路项目部', '东岬小区项目部', '望岛学校项目部'],
    employment: 'migrant',
  },
  {
    code: 'housekeeping',
    name: '家政、保洁',
    union: '家政行业工会',
    at: 'city',
    employers: ['暖巢家政', '阿姐到家', '净屋保洁'],
    employment: 'flexible',
  },
  {
    code: 'care',
    name: '护工、养老护理',
    union: '护工护理行业工会',
    at: 'city',
    employers: ['晚晴护理站', '常青藤养老院'],
    employment: 'migrant',
  },
  {
    code: 'retail',
    name: '商场、超市',
    union: '商场超市行业工会',
    at: 'city',
    employers: ['海岬百货', '家家满超市', '银滩商场'],
    employment: 'employee',
  },
  {
    code: 'catering',
    name: '饭店、酒店',
    union: '餐饮行业工会',
    at: 'city',
    employers: ['渔家乐大酒店', '望海楼饭店', '阿婆面馆'],
    employment: 'migrant',
  },
]
