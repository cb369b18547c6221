import type { Outcome, Subject } from '../../miniprogram/rules/interview'

/** What was asked and answered in the demonstration city's micro-interviews. Days count from the session's. */

export interface AskedPlot {
  text: string
  votes: number
  /** Others whose questions were merged into it. */
  joined?: number
  department?: string
  /** Of the seat that answers it, from 0; without an answer: it was handed to it. */
  seat?: number
  kind?: Outcome
  answer?: string
  promise?: { what: string; who: string; days: number; state?: 'kept'; how?: string }
  due?: number
  /** It waits for a host. */
  waits?: boolean
}

export interface SessionPlot {
  topic: string
  subject: Subject
  about: string
  departments: string[]
  seats: { name: string; title: string; department: string; persona?: string }[]
  questions: AskedPlot[]
}

export const LIVE: SessionPlot = {
  topic: '高温天干活，津贴怎么发？',
  subject: 'pay',
  about: '高温津贴、歇班、防暑降温。您遇到的难处，今天当面问。',
  departments: ['权益保障部', '劳动监察', '劳动保护部'],
  seats: [
    { name: '周敏', title: '市总工会副主席', department: '权益保障部' },
    { name: '高志远', title: '劳动监察支队长', department: '劳动监察' },
    { name: '戚文海', title: '工会律师', department: '权益保障部', persona: 'lawyer' },
  ],
  questions: [
    {
      text: '工地不给高温津贴，找谁要？',
      votes: 318,
      joined: 12,
      department: '劳动监察',
      seat: 1,
      kind: 'promised',
      answer: '先找项目部要。不给就报给我们，打 12333 也行。下周起查 20 个工地。',
      promise: { what: '查完 20 个工地，公布结果', who: '劳动监察支队', days: 14 },
    },
    { text: '送外卖的没有单位，高温津贴有没有我们的份？', votes: 207, joined: 5, department: '权益保障部', seat: 0 },
    {
      text: '车间没有空调，38 度还让加班，合不合规矩？',
      votes: 164,
      joined: 3,
      department: '劳动保护部',
      seat: 0,
      kind: 'answered',
      answer:
        '气温到 37 度，全天室外干活不超过 6 小时，最热的 3 个小时不能排室外的活。室内超过 33 度也要发津贴。车间里热得受不了，可以跟班组长说，也可以打给我们。',
    },
    { text: '津贴是跟工资一起发，还是单独发？工资条上看不到。', votes: 121, department: '权益保障部', seat: 2 },
    {
      text: '保安站岗一天 12 小时，有没有高温津贴？',
      votes: 96,
      department: '劳动监察',
      seat: 1,
      kind: 'answered',
      answer: '有。在室外站岗，6 月到 9 月都要发。公司没发，带上排班表来找我们。',
    },
    {
      text: '中暑送医院了，算不算工伤？',
      votes: 88,
      seat: 2,
      kind: 'later',
      answer: '要看诊断证明怎么写。我跟人社局工伤科核一下，星期五前在这儿答。',
      due: 4,
    },
    {
      text: '环卫工人能不能避开中午那几个小时？',
      votes: 74,
      seat: 0,
      kind: 'promised',
      answer: '我们跟环卫集团商量过了，7 月 20 日起换班。',
      promise: { what: '中午 11 点到 3 点不排路面的活', who: '环卫集团工会', days: 7 },
    },
    {
      text: '单位发了一箱汽水，就说津贴发过了。',
      votes: 63,
      seat: 1,
      kind: 'answered',
      answer: '不行。防暑降温的饮料不能顶津贴，津贴要发钱。',
    },
    {
      text: '我跟老板要津贴，他说要辞退我。',
      votes: 51,
      seat: 2,
      kind: 'referred',
      answer: '这件事要看您的合同和聊天记录。转给法律援助，有律师专门联系您。',
    },
    { text: '夜班也热，有没有津贴？', votes: 40 },
    { text: '快递站点能不能放个饮水机？', votes: 33 },
    { text: '临时工干一个月，津贴按天算吗？', votes: 21 },
    { text: '孕妇能不能调到凉快的岗位？', votes: 18 },
    { text: '开出租的，车里空调费谁出？', votes: 12 },
    { text: '防暑药品是不是单位该备？', votes: 7 },
    { text: '工会驿站几点开门，能进去歇脚吗？', votes: 5 },
    { text: '班车没空调，能反映一下吗？', votes: 1, waits: true },
    { text: '食堂太闷了，能不能装个风扇？', votes: 1, waits: true },
    { text: '高温津贴一天到底多少钱？', votes: 1, waits: true },
  ],
}

export const NEXT: SessionPlot = {
  topic: '社保断了，怎么补？',
  subject: 'insurance',
  about: '换单位、停工、灵活就业，社保断缴怎么办。社保中心的人来答。',
  departments: ['权益保障部', '社保中心'],
  seats: [
    { name: '姜海燕', title: '社保中心副主任', department: '社保中心' },
    { name: '周敏', title: '市总工会副主席', department: '权益保障部' },
  ],
  questions: [
    { text: '断了三个月，能补吗？', votes: 26 },
    { text: '跑网约车的，自己怎么交？', votes: 19 },
    { text: '单位少交了基数，找谁？', votes: 1, waits: true },
  ],
}

export const LAST: SessionPlot = {
  topic: '新就业群体的事，当面说',
  subject: 'union',
  about: '外卖、快递、网约车、家政的工友，有什么难处当面说。',
  departments: ['权益保障部', '基层工作部'],
  seats: [
    { name: '周敏', title: '市总工会副主席', department: '权益保障部' },
    { name: '毕建国', title: '基层工作部部长', department: '基层工作部' },
  ],
  questions: [
    {
      text: '电动车换电的地方太少，能不能多几个？',
      votes: 142,
      joined: 4,
      department: '基层工作部',
      seat: 1,
      kind: 'promised',
      answer: '跟铁塔公司谈好了，先在五个商圈装。',
      promise: {
        what: '五个商圈装好换电柜',
        who: '基层工作部',
        days: 20,
        state: 'kept',
        how: '五个商圈都装好了，地图上能搜到。',
      },
    },
    {
      text: '平台罚款说扣就扣，能不能管管？',
      votes: 118,
      department: '权益保障部',
      seat: 0,
      kind: 'promised',
      answer: '我们约平台一起坐下来谈，把罚款的规矩写明白。',
      promise: { what: '跟三家平台谈罚款规矩，公布结果', who: '权益保障部', days: 23 },
    },
    {
      text: '跑单摔伤了，医药费谁出？',
      votes: 97,
      department: '权益保障部',
      seat: 0,
      kind: 'answered',
      answer: '平台给您交了职业伤害保障的，走保障；没交的，来找我们，有律师帮您。',
    },
    {
      text: '工会驿站晚上能不能晚点关门？',
      votes: 61,
      seat: 1,
      kind: 'promised',
      answer: '先选 10 个驿站延到晚上 10 点。',
      promise: { what: '10 个驿站开到晚上 10 点', who: '基层工作部', days: 60 },
    },
    {
      text: '孩子暑假没人带，工会有没有托管班？',
      votes: 44,
      seat: 1,
      kind: 'answered',
      answer: '有，七个街道办了，6 月 20 日起报名。',
    },
  ],
}
