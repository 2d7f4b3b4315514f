/**
 * What is tried first against offices in China and everywhere: the heads of published lists of stolen passwords, and what
 * systems of this kind come with. In small letters; digits and marks around a word are left off before it is looked up,
 * so that only words and what is long enough as it stands are needed.
 */
const LINES = `
password passwords passwort passw0rd p@ssword letmein welcome changeme default secret administrator admin adminadmin
administrators root rootroot superuser supervisor manager sysadmin system testtest test guest guestguest user username
login signin master masterkey iloveyou princess sunshine football baseball superman batman dragon monkey shadow michael
jordan computer internet whatever trustno starwars freedom charlie jennifer killer hunter ashley bailey access
password123 password1234 passwordpassword welcome123 qwerty qwertyuiop qwerty123456 asdfghjkl zxcvbnm qazwsx qazwsxedc
qazwsxedcrfv qwaszx qweasd qweasdzxc zaqxsw zaqwsx zaq12wsxcde3 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r5t 1q2w3e4r5t6y
q1w2e3r4t5 q1w2e3r4t5y6 qwe123qwe123 asd123asd123 abc123abc123 aa123456789 a123456789 abcd123456 abc123456789 5201314520
woaini woainiwoaini woaini1314 woaini1314520 woaini520 woaini5201314 wodemima mima mimamima guanliyuan ceshi xitong
zhongguo zhonghua woaizhongguo woaizuguo beijing shanghai guangzhou shenzhen tianjin chongqing hangzhou nanjing wuhan
chengdu xian renmin weirenminfuwu zhengfu zhengfugongkai xinxigongkai zhengwugongkai bangongshi renminzhengfu
taizhang taizhangtaizhang zhangsan lisi wangwu gongkai gongkaiban rexian shiminrexian huawei huawei123 tencent alibaba
admin@123 admin@12345 admin@123456 p@ssw0rd123 p@ssw0rd1234 passw0rd123 huawei@123 abc@123456 abcd@1234 abcd@123456
qwer1234qwer qwer@1234 root@123456 test@123456 user@123456 1234qwerasdf 123456qwerty 123qweasdzxc 123qwe123qwe 147258369
1472583690 147258369a 789456123 7894561230 159357456 159753456852 741852963 9876543210a 1234567890a 1111111111a
monkey123 dragon123 football123 iloveyou123 sunshine123 superman123 letmein123 whatever123
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LINES.split(/\s/).filter((one) => one !== ''));
