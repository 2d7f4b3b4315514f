/** What `--help` prints in Chinese: block by block what help.ts says in English, with the same commands and options. */

export const HELP_ZH = `taizhang <命令> [选项]

  start                 在本机运行整个系统：--port 3000  --host 127.0.0.1
                        --proxied（在本机的反向代理之后，由代理提供 https）
                        --oidc-issuer URL --oidc-client ID：通过统一身份认证登录；--oidc-secret FILE
                        --oidc-claim NAME  --oidc-groups NAME  --oidc-roles GROUP=ROLE,…  --public-url URL（docs/sign-in.md）
  background            start 在页面之外做的事；由它自行启动
  import KIND FILE      登记 applications、hotline、appeals、publications、documents、decisions、fees、figures、reports
                        各类数据的行，或者执行办理命令（.csv .xlsx .ndjson；- 表示标准输入）
                        --dry-run（先看导入会说什么）  --map FILE  --dates ymd|mdy|dmy  --zone ZONE
                        详见 import --help；import list：最近的导入和回执；
                        import undo RECEIPT --reason TEXT：作废那次导入登记的各件
  report YEAR           年度报告：--format json|html|csv|docx|xlsx|pdf  --out FILE
                        --version N|live  --as-of INSTANT  --from DATE --to DATE  --scope own|tree  --previous-form
  close YEAR            年度报告定稿：--approved-by USER；有妨碍的逐项列出  --scope own|tree
                        --clock-ahead（最新的记录带着将来的时间，而时钟现在是对的）
                        --confirm TOKEN[,TOKEN]：文字部分里没有数据支持的数字，按列出的逐个确认
                        （写列出的 "all" 则全部确认）
  restate YEAR          在定稿之外公布更正后的版本：--reason TEXT --approved-by USER  --confirm TOKEN
  package YEAR          定稿时交付的全部文件，一个 .zip：--out FILE  --version N  --scope own|tree
  amendments YEAR       定稿以后补录、涉及该年度的内容，逐格列出有关的件
  office WHAT ID        add ID --name N --parent P，rename ID --name N，place ID --parent P，merge ID --into I，list，
                        describe ID --name N --short-name S --superior O --brand #rrggbb；没有名称的机关不能定稿
  cell YEAR CELL        一个数字由哪些件构成，每行一个 JSON 对象：--version N|live  --as-of INSTANT
                        --from DATE --to DATE（热线的数字）  --scope own|tree
  history CASE          一件的全部记录，每行一个 JSON 对象
  clock CASE            答复期限怎样逐日得出，申请人还有哪些救济：--on DATE
  worklist              未办结的件，按期限先后，每行一个 JSON 对象：--on DATE（过去的日子：当时未办结的）
                        --person USER  --department D（由谁承办）
  audit [list]          谁看过什么、谁登录过、谁改了谁的权限，新的在前：--who NAME --what ACT
                        --from ADDRESS --since DATE --to DATE
  audit case CASE       谁看过这一件：--kind KIND --since DATE --to DATE
  audit rights          某一天谁有什么角色，从何时起，由谁给的：--on DATE
  search TEXT           按编号、姓名、电话、证件号、内容的词、文号、单位查件；每行一个 JSON 对象：--kind KIND
  calendar show|load|add-day|remove-day   节假日、调休和本机关自定的日子；详见 calendar --help
  lists show|add|end|rename|policy [LIST] [LABEL]   热线的来源、类型、事项、街道、承办单位：
                        --group 12345|other（来源）  --days N 或 --hours N（类型的办理时限）  --on DATE  --to NAME（改名）
  policies show|preview|set [NAME] [VALUE]   法律未定、由机关自定的口径：docs/policies.md
                        show --full：每行一项，带可选的值和起始时间
                        preview：换成这个值，未定稿年度的哪些数字、哪些正在计算的期限会变
                        set：未定稿年度里的逐件照办；--from-now：只管以后的步骤
  approvals show|set|waiting [STEPS]   须由第二个账号审批的步骤：docs/approval.md
                        set advised|none|STEP[,STEP]；waiting：每行一项；在这里执行的命令不用审批
  rights show|waiting|separate|rejoin|restrict|open|grant|revoke   谁能做什么：docs/rights.md
                        separate、rejoin：启用、停用三员分立；restrict、open：启用、停用举报和第三方限制知悉；
                        show 也列出几方共用的名称；grant CASE、revoke CASE：谁可以知悉限知悉的一件：
                        --person USER  --reason TEXT  --kind KIND
  user add NAME --role R    页面的账号：intake、officer、approver、reporter、auditor、security、admin；密码只显示一次，首次登录时更换
                        --password-file FILE：用选定的密码（- 表示标准输入），--must-change：仍须更换
                        --department D：科室，写法与案件一致；user department NAME [D]
                        user list，user disable|enable|password NAME；user sessions NAME，user sign-out NAME（结束登录）
                        user factors NAME，user factors NAME clear（手机丢失时清除第二种验证方式）
  sign-in show|set      --idle MINUTES（多少分钟没有操作自动退出）  --factor-for ROLE,ROLE|none（哪些角色必须有第二种验证）
                        --own-password at-once|later（别人给的密码何时必须更换）
                        --passwords on|off（off：只能用统一身份认证和通行密钥；docs/sign-in.md）
  token create --role R     程序使用接口的令牌，只显示一次：--name N  --expires DATE（最后一天）
                        --owner USER：归谁使用，令牌提请的他本人不能批准
                        --scopes read,import,COMMAND（只能做什么）；token list，token end ID
  feed add|end NAME     推送热线工单的平台：密钥只显示一次；feed list
  dead-letters list|show|mend|resend|drop [ID] [FILE|REASON]   未能处理的和原因；改正后重新处理，或者搁置
  letter CASE KIND      文书，.docx，只制发一次：intake、receipt、correction、correctionExtension、extension、thirdParty、
                        organ、reasons、delay、fee、reply、thirdPartyDecision、transfer、serviceSheet
                        --out FILE  --dry-run  --about EVENT  --facts FILE（案件里没有的内容）  --reason TEXT
                        --dated step|issue（落款用哪一天）
  letter settings [FILE]        复议机关、法院、文号、联系方式等：显示，或者按一个 JSON 对象设置
  letter template NAME [FILE]   现用的模板，或者换成另一个（FILE 写 default：换回产品的模板）
  case-file CASE        办理单和案卷的全部内容：--format pdf|docx  --out FILE  --full（证件号、联系方式和图片也列出）
                        --kind KIND
  evidence case CASE…   证据包，已签名的 .zip，收到的人不需要台账：可打印的页面、原样的记录、存在证明、公钥和
                        核验程序：--out FILE  --kind KIND  --full --reason TEXT（证件号和密封的文字也列出）
                        evidence year YEAR；evidence figure YEAR CELL
  attach CASE FILE…     扫描件、证据、授权委托书，随案封存：--paper application|identity|authorisation|
                        evidence|serviceReceipt|replyEnclosure|opinion|judgment|other  --note TEXT  --kind KIND
                        attach list CASE；attach get CASE ID --out FILE；attach withdraw CASE ID --reason TEXT
  verify                重算每一条哈希链和每一项勾稽关系；打开每一段封存的文字，把编号、密钥、签名、报送包和附件与日志核对；
                        把日志、存证树、签名存证和每个 --anchor FOLDER 互相核对
  checkpoint            把上次以后记录的存证：签名存证点，保存并送到每个存放处；start 运行时每小时自动一次
                        --anchor FOLDER（另一台设备上的文件夹，可写多个；也可用 TAIZHANG_ANCHORS）
                        --begin-anew --reason TEXT：恢复了较早的副本以后重新开始存证；丢失了什么始终列出
                        TAIZHANG_WITNESS、_TOKEN、_KEY：由上级单位的系统作见证签名（docs/proof.md）
                        --sm2（start 也可用）：此后每个存证点同时用 SM2/SM3 签名
  witness add NAME KEY  为另一单位的台账（KEY 是它的 signing.pub）的存证点作见证签名：打印令牌，只一次；witness list
  person WORDS          一个人在本机关的全部记录：完整的姓名、电话或者证件号码；person requests 列出登记的请求
  keys show             主密钥的指纹；keys rotate 更换主密钥，全部内容改由新密钥保护（先停止服务）；
                        keys rotate signing 更换登录、推送、接口通知的签名密钥；
                        keys rotate checkpoint 更换存证点的签名密钥，由旧密钥公布新密钥（不必停止服务）
  rebuild               由事件重新建立读模型；建好以前，页面仍读原来的
  catch-up              把漏下的重新投影：--since INSTANT（此后记录的；不写则全部）
  aggregate             每晚运行的重算：全部重新统计，与即时数字比较，保存结果
  remind                现在就运行每日提醒：--on DATE；remind targets --email A,B  --webhook URL  --state on|off
  check FILE            核对一份已公布的报告（.json .docx .html .xlsx .csv 或文本）：--previous FILE
                        --full（没有读出、没有核对的也列出）
  export FILE           整个台账，一个归档；- 表示标准输出，这里和 --out 都是如此
  restore FILE          把归档恢复到空文件夹；不完整或者被改动的拒绝
                        --without-closing-line（早期版本的归档没有末行）
  demo                  在空文件夹里建示例机关：--cases N  --year Y

通用：--data DIR（默认 .data）  --office ID  --as USER  --engine sqlite|dynamodb（默认 sqlite）  --endpoint URL
      --lang zh|en（--help 的语言；不写则看 LANG，英文环境为英文，其余为中文）
退出码：0 完成，1 输入或数据有误，2 用法不对或输入无法读取，3 未能执行
`;

export const CALENDAR_HELP_ZH = `taizhang calendar [操作] [选项]

  calendar show [YEAR]          现行日历：各年的通知和来源，本机关自定的日子
  calendar load YEAR FILE       国务院办公厅当年的放假通知：原文、逐行的日期，或者 JSON 对象
                                {"year","notice","daysOff":["2027-01-01~2027-01-03"],"makeUp":["2027-01-30"]}；
                                - 表示标准输入。UTF-8、GB18030 或 UTF-16。整份读懂才收，读不懂的那句原样退回。
                                先显示读到的内容和由此得出的工作日；在终端回答 yes，或者加 --yes，才登记
  calendar add-day DATE         本机关自定的一天：--kind holiday|makeUpWorkingDay（默认 holiday）
                                --cause typhoon|epidemic|order|other  --reason TEXT
  calendar remove-day DATE      撤回这一天：--reason TEXT
  calendar redate               期限的重算中断过的，从中断处继续

load、add-day、remove-day 会重算未办结各件的期限，以事件留下原来的日子、新的日子和原因；
已办结的按当时的决定不变。--dry-run 只显示哪些件的日子会变，不登记。

退出码：0 完成（以前已经说过的也是），1 被拒绝，带字段、代码和说明，或者没有确认
（unconfirmed，带读到的内容），2 用法不对
`;

export const IMPORT_HELP_ZH = `taizhang import KIND FILE [选项]

  KIND      applications、hotline、appeals、publications、documents、decisions、fees、figures（.csv .xlsx .ndjson），
            reports、commands（.ndjson）；FILE 写 - 表示从标准输入读 NDJSON
  --dry-run                 显示导入会说什么，不登记
  --map FILE                怎样读这个文件，与页面“批量导入”给出的一样（下载列名对照；docs/imports.md）：一个 JSON 对象
                            {"columns":{"Unique Key":"number","Agency":""},"sheet":"2025","headings":{"row":2,"rows":2},
                            "separator":";","encoding":"big5","dates":"dmy","years":2000,"zone":"UTC",
                            "values":{"type":{"诉求举报":"complaint"}},"fixed":{"applicantType":"naturalPerson"}}；
                            或者只写列名。"" 表示不读这一列，或者把这个值当作空
  --dates ymd|mdy|dmy       不是 2026-09-18、2026/9/18、2026年9月18日 的日期，按什么次序读
  --zone ZONE               没有写时差的时间属于哪个时区，日期单元格也算（默认 Asia/Shanghai）
                            机关在“值的对照”页面定过的，这里同样有效。

  import list                              最近的导入和回执
  import undo RECEIPT --reason TEXT        作废那次导入登记的各件

列名一个也不认识、两列是同一项、必需的列没有找到，整个文件退回（退出码 2）。不认识的列名、没有读的工作表、
隐藏的行和合并的单元格只作提示，写在标准错误和结果里。读不出的格子使那一行不登记，不会当作空白。

退出码：0 完成，1 有的行没有登记，按行和字段列出，2 用法不对或文件无法读取
`;
