"""The demo's second project: an ERP roll-out past its middle, a little late.

Consultants configure it by plan; its scanner app is made by a scrum team, in sprints of ten days.
"""

from __future__ import annotations

from headway.operations.demo.story import Column, Project
from headway.operations.demo.team import (
    Ranked,
    Refined,
    ReleasePlanned,
    SprintCompleted,
    SprintPlanned,
    SprintStarted,
    TakenIn,
    Worked,
)

PLAN = """
Discover
  dkick: Kick-off with the business units | 1d | Claire Dubois
  proc: Process workshops in finance, sales and warehouse | 10d | Claire Dubois, ERP consultants | dkick
  gaps: Fit-gap list | 4d | ERP consultants | proc FS-2d
  scope: Scope signed | 0d | | gaps
build: Build
  env: Development and test environments | 4d | Jonas Weber | dkick
  fin: Configure finance | 15d | ERP consultants | scope, env
  sales: Configure sales and purchasing | 14d | ERP consultants | scope, env
  wms: Configure the warehouse | 12d | ERP consultants | sales SS+5d
  idoc: Interface to the carrier platform | 12d | Mei Lin | scope FS+2d
  bank: Interface to the bank | 6d | Mei Lin | idoc
  rep: Twelve management reports | 10d | Mei Lin | fin SS+50%, bank
  roles: Roles and segregation of duties | 5d | Sam O'Connor | fin SS+8d
  bdone: Build complete | 0d | | fin, wms, rep, roles
Data
  mapd: Map fields of the old system | 6d | Aisha Bello | scope
  clean: Cleanse supplier and article data | 12d | Yuki Tanaka | mapd
  load1: Trial load 1 | 3d | Aisha Bello | clean, env
  fix1: Correct what trial load 1 rejected | 4d | Aisha Bello, Yuki Tanaka | load1
  load2: Trial load 2 | 3d | Aisha Bello | fix1, bdone
  recon: Reconcile balances | 3d | Yuki Tanaka | load2
Test
  scripts: Test scripts by the business | 8d | Yuki Tanaka | scope FS+10d
  sit: System integration test | 8d | Claire Dubois, Mei Lin | bdone, load1
  uat: User acceptance test | 10d | Yuki Tanaka, Claire Dubois | sit, recon, scripts
  defects: Fix defects of the acceptance test | 8d | ERP consultants, Mei Lin | uat SS+3d
  perf: Month-end under load | 3d | Mei Lin | sit
  accept: System accepted | 0d | | uat, defects, perf
Change
  stake: Stakeholder map and messages | 3d | Claire Dubois | dkick
  train: Training material | 10d | Claire Dubois | wms
  keyus: Train key users | 5d | Claire Dubois | train, sit
  endus: Train 240 end users | 8d | Key users | keyus, uat SS+50%
  hotline: Hotline and floor walkers named | 2d | Claire Dubois | keyus
Go live
  mock: Mock cutover over a weekend | 2d | Mei Lin, Aisha Bello | accept
  stock: Stocktaking | 1d | Key users | accept
  final: Final load and reconciliation | 3d | Aisha Bello, Yuki Tanaka | mock, endus, stock
  switch: Old system read-only | 0d | | final SS
  live: Go live in all warehouses | 1d | Claire Dubois | final, hotline
  hyper: Hypercare | 10d | ERP consultants, Mei Lin | live
  close: Close and hand over to operations | 2d | Claire Dubois | hyper FF+1d
"""

ITEMS = """
app: Scanner app
  signin: Sign in by badge | 3d | Rafael Costa
  scan: Read barcodes by camera and by laser | 4d | Lena Fischer
  goods: Book goods in against the order | 6d | Lena Fischer
  bins: Show in which bins an article lies | 3d | Rafael Costa
  offline: Keep bookings while there is no network | 4d | Rafael Costa
  walk: Pick list in walking order | 4d | Lena Fischer
  short: Report a short pick | 2d | Lena Fischer
  label: Print labels on the belt printer | 2d | Rafael Costa
  beep: Beep and vibrate on a wrong article | 1d | Rafael Costa
  lang: Polish and Romanian texts | 1d | Lena Fischer
  count: Count stock bin by bin | 5d | Lena Fischer
  diff: Show differences before they are posted | 3d | Rafael Costa
  pallet: Move a whole pallet | 4d | Rafael Costa
  back: Take returns back into stock | 4d
  photo: Photo of damaged goods | 2d
  open: Shift leaders see what is left to pick | 3d
  voice: Picking by voice | 8d
"""
FREEZE = "freeze: Scanner freezes after standby | 1d | Rafael Costa"
FIRST, SECOND, THIRD = "Sprint 1", "Sprint 2", "Sprint 3"
CLAIRE, LENA, RAFAEL = "Claire Dubois", "Lena Fischer", "Rafael Costa"

TEAM = (
    Refined(
        who=CLAIRE,
        day=-18,
        at=(8, 30),
        after="build",
        items=ITEMS,
        starts={
            **{"signin": -16, "scan": -16, "bins": -13, "goods": -12, "offline": -10},
            **{"walk": -6, "short": -1, "label": -1, "beep": 1, "lang": 1},
            **{"count": 4, "diff": 4, "pallet": 7},
            **dict.fromkeys(("back", "photo", "open", "voice"), 14),
        },
        points={
            **{"signin": 3, "scan": 5, "bins": 3, "goods": 8, "offline": 5},
            **{"walk": 5, "short": 3, "label": 3, "beep": 2, "lang": 1},
            **{"count": 8, "diff": 3, "pallet": 5, "back": 5, "photo": 2, "open": 5},
        },
    ),
    ReleasePlanned(
        who=CLAIRE,
        day=-18,
        at=(9, 10),
        name="Scanner app 1.0",
        description="What all four warehouses need on the day of going live, stocktaking included.",
        due=17,
        refs=(
            *("signin", "scan", "goods", "bins", "offline", "walk", "short"),
            *("label", "beep", "lang", "count", "diff"),
        ),
    ),
    SprintPlanned(
        who=CLAIRE,
        day=-16,
        at=(7, 30),
        name=FIRST,
        goal="A picker in Hamburg signs in and books goods in at one dock.",
        first=-16,
        last=-7,
        refs=("signin", "scan", "bins", "goods", "offline"),
    ),
    SprintStarted(who=CLAIRE, day=-16, at=(7, 45), name=FIRST),
    Worked(who=LENA, day=-16, at=(7, 55), columns={"Doing": ("scan", "signin")}),
    Worked(who=RAFAEL, day=-14, at=(14, 50), columns={"Done": ("signin",), "Doing": ("bins",)}),
    Worked(who=LENA, day=-13, at=(14, 50), columns={"Done": ("scan",), "Doing": ("goods",)}),
    Worked(who=RAFAEL, day=-10, at=(13, 30), columns={"Done": ("bins",), "Doing": ("offline",)}),
    Worked(who=LENA, day=-8, at=(14, 20), columns={"Review": ("goods",)}),
    SprintPlanned(
        who=CLAIRE,
        day=-8,
        at=(14, 40),
        name=SECOND,
        goal="Pickers work through a whole pick list, with network and without.",
        first=-6,
        last=3,
        refs=("walk", "short", "label", "beep", "lang"),
    ),
    Worked(who=RAFAEL, day=-7, at=(9, 0), columns={"Done": ("goods",)}),
    SprintCompleted(who=CLAIRE, day=-7, at=(14, 30), name=FIRST, to=SECOND),
    SprintStarted(who=CLAIRE, day=-6, at=(7, 40), name=SECOND),
    Worked(who=LENA, day=-6, at=(8, 10), columns={"Doing": ("walk",)}),
    Worked(who=RAFAEL, day=-5, at=(14, 20), columns={"Review": ("offline",)}),
    Worked(who=LENA, day=-4, at=(9, 20), columns={"Done": ("offline",)}),
    Refined(
        who=RAFAEL,
        day=-4,
        at=(13, 10),
        after="offline",
        items=FREEZE,
        starts={"freeze": -3},
        points={"freeze": 2},
    ),
    TakenIn(who=CLAIRE, day=-4, at=(13, 30), ref="freeze", name=SECOND),
    Worked(who=RAFAEL, day=-3, at=(8, 10), columns={"Doing": ("freeze",)}),
    SprintPlanned(
        who=CLAIRE,
        day=-2,
        at=(13, 0),
        name=THIRD,
        goal="Stocktaking by scanner instead of on paper.",
        first=4,
        last=13,
        refs=("count", "diff", "pallet"),
    ),
    Ranked(who=CLAIRE, day=-2, at=(13, 20), ref="open", before="back"),
    Worked(who=LENA, day=-2, at=(14, 50), columns={"Done": ("walk",)}),
    Worked(who=LENA, day=-1, at=(8, 20), columns={"Doing": ("short",)}),
    Worked(who=RAFAEL, day=-1, at=(9, 0), columns={"Done": ("freeze",), "Doing": ("label",)}),
    Worked(who=RAFAEL, day=-1, at=(15, 10), columns={"Review": ("label",)}),
)

ERP = Project(
    name="ERP roll-out",
    key="ERP",
    description=(
        "Replace the ERP of 2009 in finance, sales, purchasing and four warehouses. "
        "The scanner app is made in sprints: see Backlog, Sprints and Releases behind “+”."
    ),
    manager="Claire Dubois",
    plan=PLAN,
    start=-52,
    baseline=-50,
    reviews=(-45, -38, -31, -24, -17, -10, -4, -1),
    took_longer={"gaps": 1, "clean": 4, "rep": 3},
    deadlines={"bdone": -4, "live": 40},
    settings={"stock": {"constraint": "snet", "at": 12}},
    notes={
        "clean": "11,400 articles, 2,100 of them without a supplier. Finance decides on duplicates.",
        "live": "First working day of a month, after the close of the previous one.",
    },
    estimated=("defects", "hyper"),
    custom=("Business owner", "text"),
    values={"fin": "Controlling", "sales": "Sales operations", "wms": "Warehouse Hamburg"},
    columns=(Column("Review", "doing", "Doing", 2),),
    events=TEAM,
)
