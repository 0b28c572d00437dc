"""The same small plan as other programs write it: Dig (2 days), then Pour (3 days)."""

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from pathlib import Path

from tests.exchange_reading.mspdi import link, project, task

PADDING = b" " * 600
"""MPXJ looks at the first 512 bytes of a file and takes none that is shorter."""


def archive(*files: tuple[str, bytes]) -> bytes:
    """Return a zip of files, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as found:
        for name, data in files:
            found.writestr(name, data)
    return out.getvalue()


def mspdi() -> bytes:
    return project(task(1, "Dig", "PT16H0M0S"), task(2, "Pour", "PT24H0M0S", inner=link(1)))


def mpx() -> bytes:
    return (
        b"MPX,Microsoft Project for Windows,4.0,ANSI\r\n20,Standard,0,1,1,1,1,1,0\r\n"
        + b"".join(b"25,%d,08:00,12:00,13:00,17:00\r\n" % day for day in range(2, 7))
        + b"30,P,,,Standard,03/02/26 08:00\r\n61,90,1,40,50,70\r\n70,1,Dig,2d,03/02/26 08:00,\r\n"
        b"70,2,Pour,3d,03/04/26 08:00,1\r\n" + PADDING
    )


def planner() -> bytes:
    return (
        b'<?xml version="1.0"?>\n<project name="P" project-start="20260302T000000Z" '
        b'mrproject-version="2" calendar="1"><calendars><day-types>'
        b'<day-type id="0" name="Working" description=""/><day-type id="1" name="Off" description=""/>'
        b'</day-types><calendar id="1" name="Default"><default-week mon="0" tue="0" wed="0" thu="0" '
        b'fri="0" sat="1" sun="1"/><overridden-day-types><overridden-day-type id="0">'
        b'<interval start="0800" end="1200"/><interval start="1300" end="1700"/></overridden-day-type>'
        b'</overridden-day-types><days/></calendar></calendars><tasks>'
        b'<task id="1" name="Dig" note="" work="57600" start="20260302T080000Z" '
        b'end="20260303T170000Z" percent-complete="0" priority="0" type="normal" scheduling="fixed-work"/>'
        b'<task id="2" name="Pour" note="" work="86400" start="20260304T080000Z" '
        b'end="20260306T170000Z" percent-complete="0" priority="0" type="normal" scheduling="fixed-work">'
        b'<predecessors><predecessor id="1" predecessor-id="1" type="FS"/></predecessors></task></tasks>'
        b'<resource-groups/><resources/><allocations/></project>'
    )  # fmt: skip


def gantt_project() -> bytes:
    return (
        b'<?xml version="1.0" encoding="UTF-8"?><project name="P" company="" webLink="http://" '
        b'view-date="2026-03-02" version="2.8.11" locale="en"><description/><view/><calendars>'
        b'<day-types><day-type id="0"/><day-type id="1"/><default-week id="1" name="default" sun="1" '
        b'mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/></day-types></calendars>'
        b'<tasks empty-milestones="true"><taskproperties/>'
        b'<task id="0" name="Dig" meeting="false" start="2026-03-02" duration="2" complete="0" expand="true">'
        b'<depend id="1" type="2" difference="0" hardness="Strong"/></task>'
        b'<task id="1" name="Pour" meeting="false" start="2026-03-04" duration="3" complete="0" expand="true"/>'
        b'</tasks><resources/><allocations/><vacations/><previous/><roles/></project>'
    )  # fmt: skip


def gantt_designer() -> bytes:
    return (
        b'<?xml version="1.0" encoding="utf-8"?><Gantt Version="4.2"><File Saved="2026-03-01T10:00:00" '
        b'Created="2026-03-01T10:00:00" Name="P" Physical="p.gnt"/><Tasks>'
        b'<Task ID="1" S="2026-03-02" D="2" PC="0">Dig</Task>'
        b'<Task ID="2" S="2026-03-04" D="3" PC="0" P="1" L="0">Pour</Task></Tasks>'
        b'<Remarks/><Remarks1/><Remarks2/><Remarks3/><Remarks4/>'
        b'<Calendar WeekStart="1" WorkDays="0111110"/><Holidays/></Gantt>'
    ) + PADDING  # fmt: skip


def edraw() -> bytes:
    """Return an Edraw project: an archive of pages and pictures around one document."""
    hours = b"".join(
        b"<WorkingTime><FromTime>%s</FromTime><ToTime>%s</ToTime></WorkingTime>" % pair
        for pair in ((b"08:00:00", b"12:00:00"), (b"13:00:00", b"17:00:00"))
    )
    days = b"".join(
        b"<WeekDay><DayType>%d</DayType><DayWorking>%d</DayWorking><WorkingTimes>%s</WorkingTimes></WeekDay>"
        % (n, 1 < n < 7, hours if 1 < n < 7 else b"")
        for n in range(1, 8)
    )
    document = (
        b'<?xml version="1.0" encoding="UTF-8"?><Document DocGuid="{1}"><CreationDate V="2026-03-01T10:00:00"/>'
        b'<Creator V="Ana"/><LastSaved V="2026-03-01T10:00:00"/><Modifier V="Ana"/><CalendarUID V="1"/>'
        b'<MinutesPerDay V="480"/><MinutesPerWeek V="2400"/><DaysPerMonth V="20"/><TaskList>'
        b'<Task ID="1" RowID="1" ParentID="0" Name="Dig" DurationSecs="57600" DurationUnits="7" Percent="0" '
        b'DateStart="2026-03-02T08:00:00" DateFinish="2026-03-03T17:00:00"/>'
        b'<Task ID="2" RowID="2" ParentID="0" Name="Pour" DurationSecs="86400" DurationUnits="7" Percent="0" '
        b'DateStart="2026-03-04T08:00:00" DateFinish="2026-03-06T17:00:00">'
        b'<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag>'
        b'<LagFormat>7</LagFormat></PredecessorLink></Task></TaskList><Calendars><Calendar><UID>1</UID>'
        b'<Name>Standard</Name><WeekDays>' + days + b'</WeekDays></Calendar></Calendars></Document>'
    )  # fmt: skip
    return archive(
        ("[Content_Types].xml", b"<Types/>" + PADDING),
        ("page/page1.xml", b"<page/>" + PADDING),
        ("document.xml", document),
        ("media/logo.png", b"\x89PNG\r\n\x1a\n" + bytes(900)),
    )


def concept_draw() -> bytes:
    hours = (
        "<TimePeriod><From>08:00:00</From><To>12:00:00</To></TimePeriod>"
        "<TimePeriod><From>13:00:00</From><To>17:00:00</To></TimePeriod>"
    )
    days = "".join(
        f"<WeekDay><Day>{day - 1}</Day><IsDayWorking>{str(1 < day < 7).lower()}</IsDayWorking>"
        f"<TimePeriods>{hours if 1 < day < 7 else ''}</TimePeriods></WeekDay>"
        for day in range(1, 8)
    )
    tasks = "".join(
        f"<Task><ID>{n}</ID><OutlineNumber>{n}</OutlineNumber><Name>{name}</Name>"
        f"<BaseDuration>{duration}</BaseDuration><BaseDurationTimeUnit>2</BaseDurationTimeUnit>"
        f"<ActualStartDate>{start}T08:00:00</ActualStartDate>"
        f"<ActualFinishDate>{finish}T17:00:00</ActualFinishDate><ActualDuration>{duration}</ActualDuration>"
        "<IsMilestone>false</IsMilestone><Complete>0</Complete><SchedulingType>fixedDuration</SchedulingType>"
        "<Priority>normal</Priority><ResourceAssignments/></Task>"
        for n, name, duration, start, finish in (
            (1, "Dig", 2 / 3, "2026-03-02", "2026-03-03"),
            (2, "Pour", 1, "2026-03-04", "2026-03-06"),
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Document Application="CDProject" Version="7">'
        "<WorkspaceProperties><CurrencySymbol>$</CurrencySymbol><CurrencyPosition>0</CurrencyPosition>"
        "<CurrencyDigits>2</CurrencyDigits><HoursPerDay>8</HoursPerDay><HoursPerWeek>40</HoursPerWeek>"
        "<DaysPerMonth>20</DaysPerMonth></WorkspaceProperties><Calendars><Calendar><ID>1</ID>"
        f"<Name>Standard</Name><WeekDays>{days}</WeekDays><ExceptedDays/></Calendar></Calendars><Resources/>"
        "<Projects><Project><ID>1</ID><OutlineNumber>1</OutlineNumber><Name>P</Name>"
        "<StartDate>2026-03-02T08:00:00</StartDate><FinishDate>2026-03-06T17:00:00</FinishDate>"
        f"<Priority>normal</Priority>{tasks}</Project></Projects><Links><Link><ID>1</ID>"
        "<SourceTaskID>1</SourceTaskID><DestinationTaskID>2</DestinationTaskID><Type>2</Type><Lag>0</Lag>"
        "<LagUnit>2</LagUnit></Link></Links></Document>"
    ).encode()


def sage() -> bytes:
    rows = (
        "1\tDig\t2\t1\t\t03/02/2026\t\t03/02/2026\t03/03/2026",
        "2\tPour\t3\t1\t\t\t\t03/04/2026\t03/06/2026",
    )
    text = "**** Schedule Grid ****\r\n" + "\r\n".join(rows) + "\r\n\r\n**** Predecessors ****\r\n"
    return (text + "2\t1\tFS\t0\r\n\r\n" + " " * 600).encode()


def sdef() -> bytes:
    lines = (
        "VOLM  1",
        "PROJ 01MAR26 AAAA " + "Bridge".ljust(48) + " " + "Builder".ljust(36) + " P 123456 02MAR26 01APR26",
        "CLDR 1 NYYYYYN Standard",
        "ACTV " + "A1".ljust(10) + " " + "Dig".ljust(30) + "   2" + " " * 9 + "   " + " 1",
        "ACTV " + "A2".ljust(10) + " " + "Pour".ljust(30) + "   3" + " " * 9 + "   " + " 1",
        "PRED " + "A2".ljust(10) + " " + "A1".ljust(10) + " C    0",
        "END",
    )  # fmt: skip
    return b"\r\n".join(line.ljust(132).encode() for line in lines) + b"\r\n"


P6: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("PROJECT", "proj_id proj_short_name clndr_id plan_start_date last_recalc_date", (
        "7|NORTH|1|2026-03-02 08:00|2026-03-02 08:00",)),
    ("CALENDAR", "clndr_id default_flag clndr_name proj_id clndr_type day_hr_cnt clndr_data", (
        "1|Y|Standard||CA_Base|8|",)),
    ("PROJWBS", "wbs_id proj_id seq_num proj_node_flag wbs_short_name wbs_name parent_wbs_id", (
        "70|7|1|Y|NORTH|North|",)),
    ("TASK", "task_id proj_id wbs_id clndr_id phys_complete_pct complete_pct_type task_type duration_type "
             "status_code task_code task_name remain_drtn_hr_cnt target_drtn_hr_cnt early_start_date "
             "early_end_date target_start_date target_end_date", (
        "1|7|70|1|0|CP_Drtn|TT_Task|DT_FixedDrtn|TK_NotStart|A1|Dig|16|16|2026-03-02 08:00|"
        "2026-03-03 17:00|2026-03-02 08:00|2026-03-03 17:00",
        "2|7|70|1|0|CP_Drtn|TT_Task|DT_FixedDrtn|TK_NotStart|A2|Pour|24|24|2026-03-04 08:00|"
        "2026-03-06 17:00|2026-03-04 08:00|2026-03-06 17:00")),
    ("TASKPRED", "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt", (
        "1|2|1|7|7|PR_FS|0",)),
)  # fmt: skip
"""Tables of Primavera P6, with the columns that the reader needs."""


def xer() -> bytes:
    lines = ["ERMHDR\t8.2\t2026-03-01\tProject\tadmin\tAna\tdb\tProject Management\tUSD"]
    for name, columns, rows in P6:
        lines += [f"%T\t{name}", "%F\t" + columns.replace(" ", "\t")]
        lines += ["%R\t" + row.replace("|", "\t") for row in rows]
    return "\r\n".join([*lines, "%E", ""]).encode()


def p6_database(folder: Path) -> bytes:
    """Return a database of P6 with that project and an empty one, SOUTH."""
    place = folder / "p6.db"
    database = sqlite3.connect(place)
    for name, columns, rows in P6:
        names = [*columns.split(), "delete_date"]
        typed = ", ".join(f"{c} {_p6_type(c)}" for c in names)
        database.execute(f"CREATE TABLE {name} ({typed})")
        more = ("8|SOUTH|1||",) if name == "PROJECT" else ()
        for row in (*rows, *more):
            cells = [f"{c}:00" if c[:5] == "2026-" else c or None for c in row.split("|")]
            marks = ", ".join("?" * len(names))
            database.execute(f"INSERT INTO {name} VALUES ({marks})", [*cells, None])
    for name, columns in P6_EMPTY.items():
        database.execute(f"CREATE TABLE {name} ({columns.replace(' ', ', ')})")
    database.commit()
    database.close()
    return place.read_bytes()


def _p6_type(column: str) -> str:
    if column.endswith("_date"):
        return "DATETIME"
    number = column.endswith(("_id", "_num", "_cnt", "_pct"))
    return "NUMERIC" if number else "TEXT"


P6_EMPTY = {
    "umeasure": "unit_id", "costtype": "cost_type_id", "account": "acct_id parent_acct_id", "rsrccurv": "curv_id",
    "memotype": "memo_type_id", "udftype": "udf_type_id", "udfvalue": "proj_id udf_type_id",
    "rsrc": "rsrc_id delete_date rsrc_seq_num role_id", "taskrsrc": "proj_id rsrc_id role_id delete_date",
    "rsrcrate": "rsrc_id rsrc_rate_id delete_date", "roles": "role_id delete_date seq_num",
    "rolerate": "role_id role_rate_id delete_date", "rolelimit": "role_id rolelimit_id delete_date",
    "projpcat": "proj_id", "prefer": "delete_date", "projprop": "proj_id prop_name prop_value",
    "wbsmemo": "proj_id", "taskmemo": "proj_id", "projcost": "proj_id", "taskproc": "proj_id",
}  # fmt: skip
"""Tables that it has besides, without rows."""


def project_libre() -> bytes:
    """Return a ProjectLibre file: what Java keeps of its objects, then MSPDI."""
    mark = b"@@@@@@@@@@ProjectLibreSeparator_MSXML@@@@@@@@@@"
    return b"\xac\xed\x00\x05sr\x00\x04Plan" + bytes(700) + mark + mspdi()


def phoenix_document() -> bytes:
    activities = "".join(
        f'<activity id="{key}" type="Task" description="{name}" uuid="00000000-0000-0000-0000-00000000000{n}" original_duration="{days} days" '
        f'duration_at_completion="{days} days" remaining_duration="{days} days" calendar="Five" current_start="{start}T080000" '
        f'current_finish="{finish}T000000" early_start="{start}T080000" early_finish="{finish}T000000"/>'
        for n, key, name, days, start, finish in (
            (1, "A1", "Dig", 2, "20260302", "20260304"),
            (2, "A2", "Pour", 3, "20260304", "20260307"),
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><project version="5.0" application="Phoenix">'
        '<settings title="P" baseunit="days"/><storepoints><storepoint name="now" '
        'uuid="00000000-0000-0000-0000-000000000009" '
        'creation_time="20260301T080000" start="20260302T000000" data_date="20260302T000000" '
        'default_calendar="Five" contiguous="true" ignore_actuals="false" ignore_data_date="false" '
        'interruptible="false" progress_override="false" retained_logic="true" lag_calendar="Five"><calendars><calendar name="Five"><non_work type="internal_weekly" '
        'weekday="Sat" interval="1" start="20000101T000000"/></calendar></calendars><activity_codes/>'
        f"<activities>{activities}</activities><resources/><relationships>"
        '<relationship predecessor="A1" successor="A2" lag="0 days" type="FinishToStart"/></relationships>'
        "</storepoint></storepoints><layouts><gantt_layout><code_options/></gantt_layout></layouts></project>"
    ).encode()


def phoenix(document: bytes) -> bytes:
    """Return a Phoenix document as that program packs it."""
    return b"PPX!!!!|VERSION=5.0.0|COMPRESSION=yes|!!!!XPP\n" + zlib.compress(document + PADDING, 0)


def merlin(folder: Path) -> bytes:
    """Return the database in which Merlin keeps a plan."""
    place = folder / "state.sql"
    date, text, number = "TIMESTAMP", "VARCHAR", "INTEGER"
    tables = {
        "z_primarykey": {"Z_ENT": number, "Z_NAME": text},
        "zproject": {"Z_PK": number, "ZFIRSTDAYOFWEEK": number, "ZSCHEDULINGDIRECTION": number,
                     "ZHOURSPERDAY": number, "ZDAYSPERMONTH": number, "ZHOURSPERWEEK": number,
                     "ZGIVENSTATUSDATE": date, "ZCURRENCYSYMBOL": text, "ZTITLE": text, "ZUNIQUEID": text},
        "zcalendar": {"Z_PK": number, "ZPROJECT": number, "ZTITLE": text, "Z_OPT": number},
        "zcalendarrule": {"Z_PK": number, "Z_ENT": number, "ZCALENDAR": number, "ZCALENDAR1": number,
                          "ZWEEKDAY": number, "ZTIMEINTERVALS": text, "ZSTARTDAY": date, "ZENDDAY": date},
        "zresource": {"Z_PK": number, "ZPROJECT": number, "ZORDERINPROJECT": number},
        "zscheduleitem": {"Z_PK": number, "Z_ENT": number, "ZPROJECT": number, "ZPARENTACTIVITY_": number,
                          "ZORDERINPARENTACTIVITY": number, "ZORDERINACTIVITY": number, "ZTITLE": text,
                          "ZGIVENDURATION_": text, "ZUNIQUEID": text},
        "zdependency": {"Z_PK": number, "ZPROJECT": number, "ZNEXTACTIVITY_": number,
                        "ZPREVIOUSACTIVITY_": number, "ZTYPE": number, "ZLAG_": text},
    }  # fmt: skip
    hours = "".join(
        f'<dayTimeInterval startTime="{start}" endTime="{end}"/>'
        for start, end in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
    )
    uuid = "A" * 22
    rows: dict[str, list[tuple[object, ...]]] = {
        "z_primarykey": [(1, "Activity"), (2, "Assignment"), (3, "CalendarWeekDayRule"), (4, "CalendarExceptionRule")],
        "zproject": [(1, 1, 1, 8, 20, 40, None, "€", "P", uuid)],
        "zcalendar": [(1, 1, "Standard", 5)],
        "zcalendarrule": [(n, 3, None, 1, n, f"<array>{hours}</array>", None, None) for n in range(1, 6)],
        "zscheduleitem": [(1, 1, 1, None, 1, None, "Dig", "2.0d", uuid), (2, 1, 1, None, 2, None, "Pour", "3.0d", uuid)],
        "zdependency": [(1, 1, 2, 1, 0, None)],
    }  # fmt: skip
    database = sqlite3.connect(place)
    for name, columns in tables.items():
        database.execute(
            f"CREATE TABLE {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})"
        )
        for row in rows.get(name, ()):
            database.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
    database.commit()
    database.close()
    return place.read_bytes()
