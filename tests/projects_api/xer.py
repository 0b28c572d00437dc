"""A small project as Primavera P6 writes it (XER), with what it schedules by in full."""

from __future__ import annotations

CALENDAR = "(0||CalendarData()((0||DaysOfWeek()({days}))(0||Exceptions()())))"
SHIFTS = "(0||{day}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))"
FREE = "(0||{day}()())"


def week(working: str) -> str:
    """Return a calendar of P6; `working` are the days that work, 1 is Sunday."""
    days = "".join((SHIFTS if str(d) in working else FREE).format(day=d) for d in range(1, 8))
    return CALENDAR.format(days=days)


def table(name: str, columns: str, *rows: str) -> str:
    """Return a table; columns and cells are parted by commas, "-" is an empty cell."""
    lines = [f"%T\t{name}", "%F\t" + columns.replace(",", "\t")]
    cells = [["" if cell == "-" else cell for cell in row.split(",")] for row in rows]
    return "\r\n".join([*lines, *("%R\t" + "\t".join(row) for row in cells)])


TASK = (
    "task_id,proj_id,wbs_id,clndr_id,complete_pct_type,task_type,duration_type,status_code,"
    "task_code,task_name,remain_drtn_hr_cnt,target_drtn_hr_cnt,act_start_date,target_start_date,"
    "target_end_date"
)


def xer(lag_calendar: str, data_date: str = "2026-03-05 08:00") -> bytes:
    """Return a plan from Monday, 2 March 2026, 8:00, as of `data_date`.

    Daily works on all seven days, two of them; Weekly, of five days, and Guard, of seven, follow with
    eight hours of lag; Going is begun and waits for Daily with what is left; New waits for nothing.
    """
    task = "100,10,1,CP_Drtn,TT_Task,DT_FixedDUR2"
    dates = "2026-03-02 08:00,2026-03-02 17:00"
    parts = [
        "ERMHDR\t8.2\t2026-03-05\tProject\tadmin\tadmin\tdb\tProject Management\tEUR",
        table("CURRTYPE", "curr_id,decimal_digit_cnt,curr_symbol,decimal_symbol,digit_group_symbol,"
              "pos_curr_fmt_type,neg_curr_fmt_type,curr_type,curr_short_name,group_digit_cnt,"
              "base_exch_rate", "1,2,E,.,',#1.1,(#1.1),Euro,EUR,3,1"),
        table("PROJECT", "proj_id,proj_short_name,clndr_id,last_recalc_date,plan_start_date,"
              "critical_path_type,export_flag,critical_drtn_hr_cnt,name_sep_char",
              f"100,RACKS,1,{data_date},2026-03-02 08:00,CT_TotFloat,Y,0,."),
        table("CALENDAR", "clndr_id,default_flag,clndr_name,proj_id,base_clndr_id,clndr_type,"
              "day_hr_cnt,week_hr_cnt,month_hr_cnt,year_hr_cnt,clndr_data",
              f"1,Y,Five days,-,-,CA_Base,8,40,172,2000,{week('23456')}",
              f"2,N,Every day,-,-,CA_Base,8,56,240,2920,{week('1234567')}"),
        table("SCHEDOPTIONS", "schedoptions_id,proj_id,sched_retained_logic,"
              "sched_calendar_on_relationship_lag,sched_progress_override",
              f"1,100,Y,{lag_calendar},N"),
        table("PROJWBS", "wbs_id,proj_id,seq_num,proj_node_flag,status_code,wbs_short_name,wbs_name",
              "10,100,1,Y,WS_Open,RACKS,Racks"),
        table("TASK", TASK,
              f"1,{task.replace('10,1,', '10,2,', 1)},TK_NotStart,A1,Daily,16,16,-,{dates}",
              f"2,{task},TK_NotStart,A2,Weekly,8,8,-,{dates}",
              f"3,{task},TK_Active,A3,Going,16,24,2026-03-02 08:00,{dates}",
              f"4,{task},TK_NotStart,A4,New,8,8,-,{dates}",
              f"5,{task.replace('10,1,', '10,2,', 1)},TK_NotStart,A5,Guard,8,8,-,{dates}"),
        table("TASKPRED", "task_pred_id,task_id,pred_task_id,proj_id,pred_proj_id,pred_type,lag_hr_cnt",
              "1,2,1,100,100,PR_FS,8", "2,3,1,100,100,PR_FS,0",
              "3,5,1,100,100,PR_FS,8"),
        "%E",
    ]  # fmt: skip
    return "\r\n".join(parts).encode() + b"\r\n"
