import type { CityData } from '../city-data'

export const settings: CityData['settings'] = {
  brand: '工会在线',
  cityName: '威海',
  // The unions' national service line (全国工会服务热线).
  hotline: '12351',
  hotlineHours: '周一到周五 8:30-17:00',
  joinWorkingDays: 3,
  escalateWorkingDays: 3,
  supplyWorkingDays: 10,
  // 不少于 5 个工作日 (local rules); the city may set more.
  noticeWorkingDays: 5,
  visitWorkingDays: 5,
  reviewWorkingDays: 5,
  payWorkingDays: 10,
  contactWorkingDays: 3,
  mattersWorkingDays: 60,
  hardship: {
    // 低保 a month a head, as the city union's notices of 2023-05-15, 2024-10 and 2025-04 gave it. Sign off before use.
    standards: [
      { district: '*', from: '2023-01-01', fen: 100_100 },
      { district: '*', from: '2024-01-01', fen: 106_200 },
    ],
    relativeTimes: 2,
    below: 'lt',
    accidentPercent: 80,
    // From a neighbouring city's self-test; the full list of 鲁会办〔2020〕58号 is to be checked.
    exclusions: [
      { id: 'dearSchool', words: '孩子上高收费的私立学校，或者自费留学' },
      { id: 'property', words: '有两套以上的房子' },
      { id: 'car', words: '有不是拉活用的小汽车' },
      { id: 'business', words: '家里开公司、当股东' },
    ],
    source: '《山东工会困难职工家庭认定、帮扶和档案管理办法（试行）》鲁会办〔2020〕58号',
  },
  studentAid: {
    levels: [
      { id: 'kindergarten', words: '幼儿园', onFileFen: 300_000, offFileFen: 0 },
      { id: 'compulsory', words: '小学、初中', onFileFen: 300_000, offFileFen: 0 },
      { id: 'highSchool', words: '高中、中专', onFileFen: 400_000, offFileFen: 200_000 },
      { id: 'college', words: '大专、大学', onFileFen: 700_000, offFileFen: 400_000 },
    ],
    opens: '07-01',
    closes: '08-31',
  },
  mutualAid: {
    startFen: 1_000_000,
    bands: [
      { upToFen: 4_000_000, percent: 80 },
      { upToFen: null, percent: 90 },
    ],
    capFen: 5_000_000,
  },
  reliefCapFen: 300_000,
  ticketCapFen: 50_000,
  calendar: { version: 1, holidays: [], workedWeekends: [] },
  cardYears: 5,
  cardPrefix: '3710',
  noticeVersion: '2026-11-26',
  messageTemplates: { caseNews: 'local-case-news' },
  // What 个人信息保护法 第17条 wants told before anything is collected: who, what for, how, what, how long, which rights.
  notice: [
    {
      head: '谁在用您的信息',
      body: '威海市总工会，和您加入的那个工会。有事打 12351。',
    },
    {
      head: '用哪些，做什么',
      body: '手机号：工会联系您，告诉您结果。姓名、身份证号、在哪儿干活：确认是您本人，帮您找到工会、办会员卡。会员卡用在哪家店、省了多少：给您记账。位置：只在您点“身边的优惠”时用一下，不存。照相机、相册：只在您拍材料、扫码时用。麦克风：只在来答微访谈的人点“开始说”时用，录的话谁都听得到。您在微访谈里问的话：放出来时只有代号，真名只有主持的工会看得到。',
    },
    {
      head: '身份证号怎么管',
      body: '身份证号很要紧，交之前会再单独问您同不同意。加密存着，工会的人也只看得到头尾几位。不同意，也能看优惠、问政策、打 12351，只是办不了会员卡。',
    },
    {
      head: '谁看得到',
      body: '审您申请的工会干部，您工会和上级工会管会员的干部。身份证号、手机号只露头尾，每看一次记一笔，您看得到。商家只看得到“林＊兰”这样的名字，看不到手机号和身份证号。不卖，不拿去做广告。法律要求的除外。',
    },
    {
      head: '存多久',
      body: '您在工会一天，就存一天。退会后名册上留一行。您注销账号，能删的马上删；领过钱的申请是会计凭证，来信来访、法律援助、调解是案卷，照国家的档案规定存 30 年。申请没通过或者您撤回的，身份证号加密存着，注销账号时删。',
    },
    {
      head: '您随时可以',
      body: '在“我的”里点“工会存了您什么”：看、要一份、收回同意、注销账号。有错的，在“我的工会”里更正。收回以后，以前办的还算数。不满意，打 12351 找市总工会，也可以向网信部门投诉。',
    },
  ],
}
