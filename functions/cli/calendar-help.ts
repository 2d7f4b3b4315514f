export const CALENDAR_HELP = `taizhang calendar [action] [options]

  calendar show [YEAR]          the calendar in force: years with their notices and sources, the office's own days
  calendar load YEAR FILE       the State Council's notice of a year: its text, lines of dates, or a JSON object
                                {"year","notice","daysOff":["2027-01-01~2027-01-03"],"makeUp":["2027-01-30"]}; - for
                                standard input. UTF-8, GB18030 or UTF-16. It is read whole or refused with the sentence
                                that was not. What was read is shown, with the working days it leaves; it is recorded
                                after a yes at the terminal, or with --yes
  calendar add-day DATE         a day of the office's own: --kind holiday|makeUpWorkingDay (default holiday)
                                --cause typhoon|epidemic|order|other  --reason TEXT
  calendar remove-day DATE      takes it back: --reason TEXT
  calendar redate               takes up the dating of open cases where it was interrupted

load, add-day and remove-day date the open cases anew, by events that keep the old date, the new one and the reason;
closed cases stay as decided. --dry-run shows which cases would get another date, and records nothing.

Exit: 0 done (also when it was said before), 1 refused, with the field, the code and the words, or not confirmed
(unconfirmed, with what was read), 2 wrong usage
`;
