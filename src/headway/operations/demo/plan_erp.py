"""The demo's second project: an ERP roll-out past its middle, a little late."""

from __future__ import annotations

from headway.operations.demo.story import Project

PLAN = """
Discover
  dkick: Kick-off with the business units | 1d | Claire Dubois
  proc: Process workshops in finance, sales and warehouse | 10d | Claire Dubois, ERP consultants | dkick
  gaps: Fit-gap list | 4d | ERP consultants | proc FS-2d
  scope: Scope signed | 0d | | gaps
Build
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

ERP = Project(
    name="ERP roll-out",
    key="ERP",
    description="Replace the ERP of 2009 in finance, sales, purchasing and four warehouses.",
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
)
