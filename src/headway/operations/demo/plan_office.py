"""The demo's third project: a move to Microsoft 365 that has just begun and goes well."""

from __future__ import annotations

from headway.operations.demo.events import Carried
from headway.operations.demo.story import Column, Project

PLAN = """
Foundation
  ten: Tenant and domains | 2d | Sam O'Connor
  ident: Identity sync and single sign-on | 5d | Sam O'Connor | ten
  mfa: Multi-factor sign-in for administrators | 1d | Sam O'Connor | ident
  cond: Conditional access rules | 4d | Sam O'Connor | mfa
  lic: Licences ordered | 2d | Ingrid Solheim | ten
  fnd: Foundation ready | 0d | | cond, lic
Mail
  mxinv: Inventory of mailboxes and shared calendars | 3d | Mei Lin | ten
  hybrid: Hybrid mail flow | 4d | Mei Lin | fnd, mxinv
  pilot: Pilot with 25 mailboxes | 5d | Mei Lin | hybrid
  bat1: Move headquarters (310 mailboxes) | 6d | Mei Lin | pilot FS+2d
  bat2: Move the warehouses (180 mailboxes) | 4d | Mei Lin | bat1
  mx: Switch the MX records | 1d | Priya Nair | bat2
Files
  share: Clean up file shares with the departments | 15d | Key users | ten FS+3d
  site: Structure of teams and sites | 5d | Sam O'Connor | fnd
  mig1: Move department shares | 10d | Tomás Herrera | share, site
  mig2: Move home folders | 6d | Tomás Herrera | mig1 SS+4d
  ro: Old file server read-only | 1d | Tomás Herrera | mig1, mig2
Devices
  img: New client image | 6d | Jonas Weber | fnd SS
  roll: Roll out to 490 clients | 15d | Jonas Weber | img, pilot
  phone: Enrol phones | 8d | Key users | pilot
People
  champ: Champions in every department | 5d | Claire Dubois | ten FS+2d
  learn: Short lessons and videos | 8d | Claire Dubois | champ
  help: Service desk trained | 2d | Claire Dubois | learn
  done: Old mail servers off | 0d | | mx, ro, roll, phone, help
"""

OFFICE = Project(
    name="Microsoft 365 migration",
    key="M365",
    description="Mail, files and 490 devices to Microsoft 365, department by department.",
    manager="Sam O'Connor",
    plan=PLAN,
    start=-9,
    baseline=-8,
    reviews=(-4, -1),
    deadlines={"mx": 32, "done": 40},
    settings={"mx": {"constraint": "snet", "at": 28}},
    notes={"mx": "On a Thursday evening; the old servers keep relaying for a week."},
    estimated=("share", "roll"),
    columns=(Column("Review", "doing", "Doing", 2),),
    priorities={"cond": 700, "mx": 900, "phone": 300},
    events=(Carried(who="Sam O'Connor", day=-1, column="Review", refs=("cond",)),),
)
