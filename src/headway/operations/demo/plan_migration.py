"""The demo's first project: a data-centre migration that a late delivery has just upset."""

from __future__ import annotations

from headway.operations.demo.attention import (
    Answered,
    AskedHowFar,
    Blocked,
    Costed,
    Described,
    Questioned,
    Watched,
)
from headway.operations.demo.events import Added, Carried, Rescheduled
from headway.operations.demo.story import Column, Feared, Project

PLAN = """
Prepare
  kick: Kick-off with vendors and owners | 1d | Marek Dvořák
  inv: Inventory of servers and applications | 8d | Jonas Weber, Aisha Bello | kick
  dep: Map dependencies between applications | 6d | Aisha Bello | inv SS+3d
  waves: Group applications into migration waves | 3d | Marek Dvořák, Jonas Weber | dep, inv
  risks: Risk workshop with application owners | 1d | Marek Dvořák | waves
  appr: Migration plan approved | 0d | | risks
site: Site
  lease: Sign the colocation contract | 5d | Ingrid Solheim | kick
  power: Power and cooling for two rows | 12d | Facilities crew | lease
  racks: Racks delivered and anchored | 4d | Facilities crew | power FS-2d
  cable: Structured cabling | 6d | NetSupply crew, Cat6A cable | racks SS+2d
  cards: Access cards and remote hands | 2d | Sam O'Connor | lease
  siteok: Site accepted | 0d | | cable, cards, power
net: Network
  nd: Network design | 8d | Priya Nair | kick, inv SS+2d
  ndr: Design review with security | 2d | Priya Nair, Sam O'Connor | nd
  ord: Order core switches and firewalls | 3d | Priya Nair | ndr
  del: Switch delivery | 3d | NetSupply crew | ord FS+20d
  isp: Carrier circuits from two providers | 35ed | | ord SS
  rules: Review of firewall rules | 5d | Sam O'Connor | ndr
  inst: Rack and cable the switches | 3d | Priya Nair, NetSupply crew | del, siteok
  fab: Configure the fabric | 5d | Priya Nair | inst
  fwi: Install the firewalls | 3d | Sam O'Connor | inst SS+1d, rules
  lat: Latency and failover test | 2d | Priya Nair | fab, fwi, isp
  netdoc: Network handbook | 3d | Priya Nair | fab SS+50%, lat FF
  netok: Network ready | 0d | | lat
plat: Platform
  hw: Order hypervisor hosts | 2d | Jonas Weber | waves
  hwd: Host delivery | 2d | | hw FS+12d
  hwi: Install hypervisor hosts | 4d | Jonas Weber | hwd, siteok
  stor: Install the storage array | 3d | Tomás Herrera | siteok FS+2d
  virt: Build the virtualisation clusters | 6d | Jonas Weber | hwi, netok
  repl: Storage replication to the new site | 3d | Tomás Herrera | stor, virt SS+2d, netok
  bkp: Move the backup system | 4d | Tomás Herrera | repl SS+1d
  mon: Monitoring and alerting | 3d | Jonas Weber | virt SS+50%
  hard: Hardening and vulnerability scan | 2d | Sam O'Connor | virt
  platok: Platform ready | 0d | | virt, mon, hard
w1: Wave 1: test systems
  w1run: Runbook for wave 1 | 3d | Aisha Bello | appr
  w1mv: Move wave 1 | 2d | Jonas Weber | platok, w1run
  w1ok: Owners verify wave 1 | 1d | Marek Dvořák | w1mv
w2: Wave 2: internal services
  w2run: Runbook for wave 2 | 3d | Jonas Weber | w1run
  w2mv: Move wave 2 | 3d | Jonas Weber | w1ok, w2run, repl
  w2ok: Owners verify wave 2 | 1d | Marek Dvořák | w2mv
  w2fix: Fix what wave 2 brings up | 2d | Jonas Weber | w2ok SS+4h
w3: Wave 3: databases
  dbrun: Runbook and roll-back plan for databases | 4d | Aisha Bello | w1run
  dbrep: Set up database replicas | 3d | Aisha Bello | repl, dbrun
  dbsync: Replicas in sync for a day | 1ed | | dbrep
  dbtest: Performance test on the new site | 2d | Aisha Bello | dbsync, w2ok
  dbok: Database move agreed with owners | 1d | Marek Dvořák | dbtest
w4: Wave 4: customer-facing applications
  w4run: Runbook for wave 4 | 4d | Jonas Weber | w2run
  lb: Load balancers and certificates | 4d | Priya Nair | netok, netdoc
  w4reh: Rehearsal of wave 4 | 2d | Jonas Weber, Priya Nair | w2ok, lb, w4run
  w4load: Load test with production traffic | 2d | Priya Nair | w4reh
  w4ok: Customer applications ready to move | 0d | | w4load, w2fix
golive: Go live
  comms: Tell customers about the cutover | 2d | Ingrid Solheim | appr
  freeze: Change freeze announced | 1d | Marek Dvořák | comms
  oncall: On-call at the old site | 10d | Tomás Herrera | cut SF
  dress: Dress rehearsal | 2d | Marek Dvořák, Priya Nair, Jonas Weber | w4ok, dbok, bkp
  fixes: Fix findings of the rehearsal | 3d | Priya Nair, Jonas Weber | dress
  gate: Go or no-go meeting | 4h | Ingrid Solheim, Marek Dvořák | fixes, freeze
  cut: Cutover | 12h | Marek Dvořák, Priya Nair, Jonas Weber | gate
"""

CUTOVER = """\
From **Friday 18:00**. Roll-back point: **Saturday 06:00**, decided by Ingrid.

## Order
1. Applications read-only, last replication, old load balancers drained
2. Routes and DNS to the new site
3. Owners verify their applications, customer-facing ones first

## If it goes wrong
- Up to the roll-back point: routes back, replication turned round (90 minutes, rehearsed)
- Beyond it: *forward only*; Aisha and Priya stay on the bridge until Monday 10:00
"""

MIGRATION = Project(
    name="Data-centre migration",
    key="MIG",
    description=(
        "Move 180 servers from the basement in Hamburg to two rows in a colocation centre before "
        "the building's lease ends. Hypercare and clearing the old rooms are a project of their own."
    ),
    manager="Marek Dvořák",
    plan=PLAN,
    start=-35,
    baseline=-33,
    reviews=(-28, -22, -15, -8, -1),
    took_longer={"inv": 1, "lease": 2},
    deadlines={"siteok": -6, "cut": 48},
    settings={
        "hwd": {"constraint": "snet", "at": -5},
        "comms": {"constraint": "alap"},
        "freeze": {"constraint": "fnlt", "at": 24},
    },
    notes={
        "del": (
            "Two core switches, eight leaf switches and two firewalls, one shipment. "
            "Contact at NetSupply: Victor Lindqvist."
        ),
        "cut": "From Friday 18:00. Roll-back point: Saturday 06:00, decided by Ingrid.",
        "dbtest": "Nightly batch must finish before 05:00, as it does today.",
        "isp": "Thirty-five days by contract, both carriers; diverse entry points are confirmed.",
        "oncall": "Must reach up to the start of the cutover, not beyond.",
    },
    manual={"w2run": 4},
    inactive=("w2fix",),
    estimated=("dbtest", "w4load", "fixes"),
    estimates={
        "del": (2, 6),
        "inst": (2, 5),
        "fab": (3, 9),
        "fwi": (2, 5),
        "lat": (1, 4),
        "virt": (5, 10),
        "repl": (2, 6),
        "dbrep": (2, 5),
        "w2mv": (2, 6),
        "dbtest": (1, 4),
        "dress": (2, 3),
        "fixes": (1, 8),
    },
    confidence={"bkp": "medium", "mon": "low", "w1mv": "medium", "w4reh": "low", "w4load": "low"},
    together={
        "Network crew": (60, ("inst", "fab", "fwi", "lat", "lb")),
        "Platform crew": (50, ("hwi", "virt", "w1mv", "w2mv")),
    },
    feared=(
        Feared(
            "NetSupply delivers later still",
            25,
            {"del": 8},
            "Optics are short everywhere. Loan switches would bring us half of it back.",
        ),
        Feared("Asymmetric routing shows up in the failover test", 20, {"lat": 3, "fab": 2}),
        Feared("The nightly batch is too slow on the new site", 30, {"dbtest": 4}),
        Feared("A customer asks for another cutover weekend", 10, {"gate": 5}),
    ),
    columns=(Column("Ready", "todo", "To do", 3), Column("Waiting", "doing", "Doing", 2)),
    priorities={"del": 900, "isp": 700, "inst": 700, "cut": 900, "w4run": 300, "netdoc": 300},
    custom=("Change ticket", "text"),
    values={"cut": "CHG-20417", "freeze": "CHG-20416", "w1mv": "CHG-20389", "inst": "CHG-20377"},
    events=(
        Described(
            who="Marek Dvořák",
            day=-9,
            at=(9, 30),
            ref="cut",
            text=CUTOVER,
            steps=(
                "Change CHG-20417 filed",
                "Bridge and rooms booked for the weekend",
                "DNS lifetimes lowered to 5 minutes a week before",
                "Roll-back rehearsed and timed",
                "On-call list of all owners, with deputies",
            ),
            criteria=(
                "All 180 servers answer from the new site",
                "The nightly batch is done by 05:00",
                "No customer-facing application was down for more than 4 hours",
            ),
            ticked=2,
        ),
        Rescheduled(
            who="Priya Nair",
            day=-2,
            ref="del",
            later=6,
            why=(
                "NetSupply wrote today: the leaf switches are held up by the optics; "
                "the whole shipment comes six working days later."
            ),
        ),
        Watched(who="Ingrid Solheim", day=-2, at=(15, 55), ref="del"),
        Costed(
            who="Marek Dvořák",
            day=-2,
            at=(16, 20),
            name="Cost of delay per day",
            description="What each day costs that this comes later than approved: rent, licences.",
            values=(("cut", 4500), ("w2mv", 800)),
            formula_name="Cost risk",
            formula_description="Days later than the approved plan, times what a day costs.",
            formula="MAX(0, DAYS([Baseline finish], [Finish])) * [Cost of delay per day]",
        ),
        AskedHowFar(
            who="Marek Dvořák",
            day=-1,
            at=(8, 15),
            ref="plat",
            whom="Jonas Weber",
            note="Steering group tomorrow: will the clusters hold their date?",
        ),
        Answered(
            who="Jonas Weber",
            day=-1,
            at=(14, 50),
            ref="hwi",
            percent=75,
            note="Three of four hosts run; the last one is in the rack and gets its firmware.",
        ),
        Added(
            who="Marek Dvořák",
            day=-1,
            after="del",
            line="loan: Ask NetSupply for loan switches | 1d | Priya Nair",
        ),
        Carried(who="Marek Dvořák", day=-1, column="Waiting", refs=("isp",)),
        Carried(who="Priya Nair", day=-1, column="Doing", refs=("loan",)),
        Carried(who="Marek Dvořák", day=-1, column="Ready", refs=("w2run", "inst", "fwi", "comms")),
        Blocked(
            who="Priya Nair",
            day=-1,
            at=(16, 45),
            ref="loan",
            reason="Asked on the phone; their stock has to say whether two core switches are free.",
            waits_for="NetSupply crew",
            promised=2,
        ),
        Questioned(
            who="Jonas Weber",
            day=-1,
            at=(16, 50),
            ref="w2run",
            text="Do the print servers stay in wave 2? Their owner says they go away in spring.",
        ),
    ),
)
