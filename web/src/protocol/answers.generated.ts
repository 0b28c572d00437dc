// Written by tools/protocol.py from the server's OpenAPI document. Do not edit.

import type { Inputs, RowCounts } from "./tables.generated";

export interface components {
    schemas: {
        /** @description A command as it is sent. */
        CommandIn: {
            id?: string | null;
            type: string;
            stream: number;
            base?: {
                [key: string]: number;
            };
            payload?: object;
            schema?: number;
        };
        /** @description A command of several. */
        Part: {
            type: string;
            payload?: object;
        };
        /** @description Commands whose outcome is wanted; nothing is written. */
        PreviewIn: {
            commands: components["schemas"]["Part"][];
        };
        /** @description What one may say about oneself. A new address needs the password, where there is one. */
        MeIn: {
            name?: string | null;
            email?: string | null;
            password?: string;
        };
        /** @description A name for something new. */
        NameIn: {
            name?: string;
        };
        /** @description Whom to let in, and as what; a guest into one branch of one project. */
        InvitationIn: {
            email: string;
            role?: string;
            project_id?: number | null;
            branch_id?: number | null;
        };
        /** @description A piece of the text in which the rest was found. */
        Excerpt: {
            /** @description notes, field, description, email or group. */
            source: string;
            /** @description Of a custom field its name, else empty. */
            label: string;
            text: string;
            /** @description [start, end) of what was found, in characters. */
            marks: [
                number,
                number
            ][];
        };
        /** @description A task, project or person that was found. */
        Found: {
            /** @description task, project or person. */
            kind: string;
            id: number;
            workspace_id: number;
            /** @description Null for people. */
            project_id: number | null;
            /** @description A task's number; a project's key in small letters. */
            code: string;
            name: string;
            /** @description [start, end) in the name, in characters. */
            marks: [
                number,
                number
            ][];
            done: boolean;
            /** @description Null where the name has all that was asked for. */
            excerpt: components["schemas"]["Excerpt"] | null;
        };
        /** @description What was found, the best first. */
        FoundList: {
            items: components["schemas"]["Found"][];
            projects: components["schemas"]["FoundProject"][];
            /** @description Whether there is more than was asked for. */
            more: boolean;
            /** @description False while projects wait to be read into the index. */
            complete: boolean;
            /** @description Nothing fits what was typed; these fit what was meant. */
            corrected: boolean;
        };
        /** @description A project in which something was found. */
        FoundProject: {
            id: number;
            workspace_id: number;
            name: string;
            key: string;
            archived: boolean;
        };
        /** @description A new project: a name, when it starts or must be finished, and the country. */
        ProjectIn: {
            name: string;
            /** @description ISO date or local time. */
            start?: string | null;
            /** @description Must-finish date. */
            finish_by?: string | null;
            /** @description Country code: sets the public holidays. */
            country?: string;
            key?: string | null;
            /** @description IANA time zone of the plan's dates. */
            zone?: string;
            currency?: string | null;
            /** @description Id of a template to start from. */
            template?: string | null;
            /** @description Else the first workspace of one's own. */
            workspace_id?: number | null;
        };
        /** @description Settings of a project; only what is sent changes. */
        ProjectPatch: {
            name?: string | null;
            key?: string | null;
            description?: string | null;
            start?: string | null;
            finish_by?: string | null;
            status_date?: string | null;
            schedule_from?: string | null;
            zone?: string | null;
            currency?: string | null;
            calendar_id?: number | null;
            minutes_per_day?: number | null;
            minutes_per_week?: number | null;
            days_per_month?: number | null;
            archived?: boolean | null;
        };
        /** @description A new task: beside a sibling, or last below its parent. */
        TaskIn: {
            name: string;
            notes?: string | null;
            /** @description Working minutes. */
            duration_minutes?: number | null;
            /** @description As people write it: 3d, 4h, 2w?, 1ed. */
            duration?: string | null;
            /** @description Pins an automatic task; see the notes of the answer. */
            start?: string | null;
            /** @description Alone it pins; together with start it also sets the length. */
            finish?: string | null;
            percent_complete?: number | null;
            actual_start?: string | null;
            actual_finish?: string | null;
            remaining_duration_minutes?: number | null;
            /** @description The summary to move it to; null is the top. */
            parent_id?: number | null;
            /** @description The sibling to stand after. */
            after_id?: number | null;
            /** @description The sibling to stand before. */
            before_id?: number | null;
            /** @description Place among its siblings, from 0. */
            position?: number | null;
            /** @description 12FS+2d; 3SS (rows of the sheet), or a list of {task_id, type, lag, ...}. */
            predecessors?: string | unknown[] | null;
            /** @description Names or resource keys; an unknown name becomes a placeholder. */
            assignees?: string | unknown[] | null;
            constraint?: string | null;
            constraint_date?: string | null;
            deadline?: string | null;
            /** @description auto or manual. */
            mode?: string | null;
            milestone?: boolean | null;
            active?: boolean | null;
            priority?: number | null;
            calendar_id?: number | null;
            wbs?: string | null;
            estimated?: boolean | null;
            task_type?: string | null;
            effort_driven?: boolean | null;
            ignore_resource_calendar?: boolean | null;
            work_minutes?: number | null;
            /** @description Three points as people write them: 3d/5d/10d (optimistic, most likely, pessimistic; the middle is the duration, 3d//10d leaves it). Null takes them away. */
            estimate?: string | null;
            optimistic_minutes?: number | null;
            pessimistic_minutes?: number | null;
            /** @description Where no three points are given: high, medium, low, very_low or empty. */
            confidence?: string | null;
            risk_group_id?: number | null;
            /** @description The column of the board to put it in, by name. */
            status?: string | null;
            /** @description The same by key. */
            status_id?: number | null;
            /** @description Where % complete comes from: typed, board or checklist. */
            progress_source?: string | null;
            /** @description A leased key; left out, the server gives one. */
            id?: number | null;
        };
        /**
         * @description Fields of a task; only those that are sent change. Dates are ISO local: a date without a
         *     time means the project's day start, for finishes its day end.
         */
        TaskPatch: {
            name?: string | null;
            notes?: string | null;
            /** @description Working minutes. */
            duration_minutes?: number | null;
            /** @description As people write it: 3d, 4h, 2w?, 1ed. */
            duration?: string | null;
            /** @description Pins an automatic task; see the notes of the answer. */
            start?: string | null;
            /** @description Alone it pins; together with start it also sets the length. */
            finish?: string | null;
            percent_complete?: number | null;
            actual_start?: string | null;
            actual_finish?: string | null;
            remaining_duration_minutes?: number | null;
            /** @description The summary to move it to; null is the top. */
            parent_id?: number | null;
            /** @description The sibling to stand after. */
            after_id?: number | null;
            /** @description The sibling to stand before. */
            before_id?: number | null;
            /** @description Place among its siblings, from 0. */
            position?: number | null;
            /** @description 12FS+2d; 3SS (rows of the sheet), or a list of {task_id, type, lag, ...}. */
            predecessors?: string | unknown[] | null;
            /** @description Names or resource keys; an unknown name becomes a placeholder. */
            assignees?: string | unknown[] | null;
            constraint?: string | null;
            constraint_date?: string | null;
            deadline?: string | null;
            /** @description auto or manual. */
            mode?: string | null;
            milestone?: boolean | null;
            active?: boolean | null;
            priority?: number | null;
            calendar_id?: number | null;
            wbs?: string | null;
            estimated?: boolean | null;
            task_type?: string | null;
            effort_driven?: boolean | null;
            ignore_resource_calendar?: boolean | null;
            work_minutes?: number | null;
            /** @description Three points as people write them: 3d/5d/10d (optimistic, most likely, pessimistic; the middle is the duration, 3d//10d leaves it). Null takes them away. */
            estimate?: string | null;
            optimistic_minutes?: number | null;
            pessimistic_minutes?: number | null;
            /** @description Where no three points are given: high, medium, low, very_low or empty. */
            confidence?: string | null;
            risk_group_id?: number | null;
            /** @description The column of the board to put it in, by name. */
            status?: string | null;
            /** @description The same by key. */
            status_id?: number | null;
            /** @description Where % complete comes from: typed, board or checklist. */
            progress_source?: string | null;
        };
        /** @description For how many days. */
        LinkIn: {
            days?: number;
        };
        /** @description What a link says; only what is sent changes. */
        LinkPatch: {
            /** @description FS, SS, FF or SF. */
            type?: string | null;
            /** @description Minutes (of a percent lag hundredths of a percent), or a text: 2d, -50%. */
            lag?: number | string | null;
            /** @description working, elapsed or percent. */
            lag_kind?: string | null;
            lag_unit?: string | null;
        };
        /** @description Whose dates of the file are to be kept. */
        KeepIn: {
            /** @description Tasks that the report lists. */
            task_ids: number[];
        };
        /** @description What a view shows, as in the table `saved_views`. */
        ViewIn: {
            name: string;
            /** @description One of gantt, sheet, board, calendar. */
            kind?: string;
            filter?: {
                [key: string]: unknown;
            } | null;
            grouping?: string;
            sorting?: string;
            colour?: string;
            columns?: {
                [key: string]: unknown;
            }[] | null;
            zoom?: number | null;
        };
        /** @description What to change of a template; `removed` takes it out of the lists, or brings it back. */
        TemplatePatch: {
            name?: string | null;
            description?: string | null;
            removed?: boolean | null;
        };
        /** @description Of which branches; none is the whole project. */
        RolesIn: {
            task_ids?: number[] | null;
        };
        /**
         * @description What to keep: the whole project, or the branches of `task_ids`; `roles` names by the key of a
         *     resource the role that stands for it, empty for nobody.
         */
        TemplateIn: {
            name: string;
            description?: string;
            task_ids?: number[] | null;
            roles?: {
                [key: string]: string;
            };
        };
        /** @description What to do with items: those of `ids`, or all in the inbox where none are named. */
        MarkIn: {
            /** @enum {string} */
            action: "read" | "unread" | "archive" | "restore" | "snooze";
            ids?: number[] | null;
            until?: string | null;
        };
        /** @description Until when a task sleeps; null wakes it. */
        SnoozeIn: {
            until: string | null;
        };
        /** @description Answers as `update.answer` takes them, or the keys of waiting ones. */
        EffectIn: {
            answers?: {
                [key: string]: unknown;
            }[];
            accept?: number[];
        };
        /** @description What is said of a task; the fields are those of `update.answer`. */
        LinkAnswer: {
            task_id: number;
            percent?: number | null;
            remaining?: number | null;
            finish?: number | null;
            confidence?: string;
            blocked?: string | null;
            note?: string;
        };
        /** @description What is answered, each task once. */
        LinkAnswers: {
            answers: components["schemas"]["LinkAnswer"][];
        };
        /**
         * @description How to level. `projects` are levelled together with the asked one; of all others that share
         *     its people the load is taken as it is where `others` says so. Tasks of `alone` stay, with all
         *     below them.
         */
        LevellingIn: {
            within_float?: boolean;
            splitting?: boolean;
            priorities?: boolean;
            others?: boolean;
            projects?: number[];
            alone?: number[];
            seconds?: number;
        };
        /**
         * @description What to simulate; the same seed gives the same result. `certain`: tasks without an estimate
         *     do not vary, else they take 0.9 to 1.3 times their duration.
         */
        RiskIn: {
            trials?: number;
            seed?: number;
            certain?: boolean;
        };
        /** @description Weeks of history, and what to forecast. */
        ForecastIn: {
            weeks?: number;
            /** @description How many are done by this date. */
            until?: string | null;
            /** @description When so many are done; the unfinished if left out. */
            items?: number | null;
            seed?: number;
        };
        /** @description Which plan to simulate; `trials` are those that the comparison tells. */
        OddsIn: {
            scenario?: number | null;
            base?: boolean;
            trials?: number | null;
        };
        /** @description How far one looks back. */
        FlowIn: {
            /** @description Days back, today included. */
            days?: number;
        };
        /** @description What is counted. */
        ReportIn: {
            /**
             * @description What is counted.
             * @enum {string}
             */
            measure?: "points" | "items" | "hours";
        };
        /**
         * @description How a Gantt chart is drawn.
         *
         *     Without `depth` a page shows as many levels of the outline as it has room for; `pages: many`
         *     goes on over further pages instead of leaving rows out. `view: steering` shows milestones and
         *     what is critical or late, and nothing else. `start` and `finish` are ISO dates: only this time
         *     is drawn. `baseline` is the number of the baseline to draw and to compare with; -1 is none.
         */
        GanttOptions: {
            /** @enum {string} */
            view?: "plan" | "steering";
            /** @enum {string} */
            paper?: "a4" | "a3" | "a2" | "letter" | "tabloid" | "slide";
            /** @enum {string} */
            turned?: "landscape" | "portrait";
            /** @enum {string} */
            pages?: "one" | "many";
            /** @description Levels of the outline. */
            depth?: number | null;
            /** @description Beside the name, in this order. */
            columns?: ("number" | "wbs" | "duration" | "start" | "finish" | "percent" | "people" | "predecessors" | "float" | "state" | "deadline" | "baseline_finish" | "slip" | "work" | "remaining_work")[] | null;
            /** @description First day that is drawn. */
            start?: string | null;
            /** @description Last day that is drawn. */
            finish?: string | null;
            baseline?: number;
            links?: boolean;
            labels?: boolean;
            shades?: boolean;
            /** @description First day of a week: 1 is Monday (ISO 8601). */
            first_day?: number;
        };
        /** @description Tasks that share a colour and a pattern: number 0 to 7, or 8, which is grey. */
        ColourGroup: {
            place: number;
            label: string;
            tasks: number[];
        };
        /**
         * @description The same, for some of the tasks (those that a filter left, or branches that are unfolded), under
         *     the headings of groups, or in other colours. `groups` stand in for `tasks`, of a plan alone.
         */
        GanttBody: {
            /** @enum {string} */
            view?: "plan" | "steering";
            /** @enum {string} */
            paper?: "a4" | "a3" | "a2" | "letter" | "tabloid" | "slide";
            /** @enum {string} */
            turned?: "landscape" | "portrait";
            /** @enum {string} */
            pages?: "one" | "many";
            /** @description Levels of the outline. */
            depth?: number | null;
            /** @description Beside the name, in this order. */
            columns?: ("number" | "wbs" | "duration" | "start" | "finish" | "percent" | "people" | "predecessors" | "float" | "state" | "deadline" | "baseline_finish" | "slip" | "work" | "remaining_work")[] | null;
            /** @description First day that is drawn. */
            start?: string | null;
            /** @description Last day that is drawn. */
            finish?: string | null;
            baseline?: number;
            links?: boolean;
            labels?: boolean;
            shades?: boolean;
            /** @description First day of a week: 1 is Monday (ISO 8601). */
            first_day?: number;
            /** @description Rows to draw; summaries above them are not added. */
            tasks?: number[] | null;
            groups?: components["schemas"]["RowGroup"][] | null;
            /** @description What bars are coloured by, in place of the plan's colours. */
            colours?: components["schemas"]["ColourGroup"][] | null;
        };
        /** @description Rows under a heading, in their order; a row that others stand below is a summary of theirs. */
        RowGroup: {
            label: string;
            tasks: number[];
        };
        /** @description Which page of it becomes an image, and how fine. */
        Picture: {
            page?: number;
            /** @description Pixels a point (1/72 inch). */
            scale?: number;
        };
        /** @description Which projects, in this order, with how many levels of phases, against which baseline. */
        Wanted: {
            projects: number[];
            /** @description Levels of phases. */
            levels?: number;
            /** @description -1 compares with none. */
            baseline?: number;
        };
        /** @description The same on a sheet of paper. */
        OnPaper: {
            projects: number[];
            /** @description Levels of phases. */
            levels?: number;
            /** @description -1 compares with none. */
            baseline?: number;
            /** @enum {string} */
            paper?: "a4" | "a3" | "a2" | "letter" | "tabloid" | "slide";
            /** @enum {string} */
            turned?: "landscape" | "portrait";
        };
        /** @description Whose session or token it is. */
        Account: {
            id: number;
            name: string;
            email: string;
            has_password: boolean;
        };
        /** @description Who did it; null for the server itself, and for what one may not see. */
        Actor: {
            id: number | null;
            name: string;
        };
        /** @description A card under way, and since when (ISO local time). */
        AgingCard: {
            task_id: number;
            name: string;
            since: string;
            minutes: number;
        };
        /** @description A sum in each measure. */
        Amounts: {
            points: number;
            items: number;
            hours: number;
        };
        /** @description What somebody asks me, with what durations and dates of the project mean. */
        Asked: {
            project_id: number;
            request_id: number;
            resource_id: number;
            by: string;
            asked: string;
            weekday: number | null;
            note: string;
            /** @description Whether answers count only once they are accepted. */
            waits: boolean;
            project: components["schemas"]["AskedProject"];
            tasks: components["schemas"]["AskedTask"][];
            /** @description By link: who is asked. */
            name?: string;
        };
        /** @description What durations and dates of a project mean. */
        AskedProject: {
            name: string;
            key: string;
            zone: string;
            day_finish: number;
            minutes_per_day: number;
            minutes_per_week: number;
            days_per_month: number;
        };
        /** @description A task that I am asked about; dates are ISO local times in its project's zone. */
        AskedTask: {
            id: number;
            number: number;
            name: string;
            milestone: boolean;
            start: string | null;
            finish: string | null;
            percent: number;
            duration: number;
            unit: string;
            blocked: string;
            /** @description Whether it was answered since it was asked. */
            answered: boolean;
            /** @description Of the last answer: applied, waiting or returned. */
            state: ("applied" | "waiting" | "returned") | null;
            reply: string;
        };
        /** @description Who works on a task. */
        AssignmentOut: {
            id: number;
            /** @description Null for those who may not see people. */
            name: string | null;
            resource_id: number;
            /** @description 10000 is 100 %. */
            units: number;
            work: number | null;
        };
        /** @description What moved a date between two versions; the minutes of the items add up to `minutes`. */
        AttributionOut: {
            task_id: number | null;
            name: string | null;
            from: components["schemas"]["StretchEnd"];
            to: components["schemas"]["StretchEnd"];
            minutes: number;
            minutes_per_day: number;
            items: components["schemas"]["MovedOut"][];
            changes: number;
            steps: number;
            /** @description Changes that did not move it. */
            unmoved: number;
            /** @description Changes that were undone, and what undid them: left out. */
            undone: number;
            note: string;
        };
        /** @description What the baseline says of a task. */
        BaselineDates: {
            start: string | null;
            finish: string | null;
            duration_minutes: number | null;
            work_minutes: number | null;
            cost: number | null;
        };
        /** @description What became of a person of the file. */
        BecamePerson: {
            name: string;
            became: string;
            resource: string | null;
        };
        /** @description The end of a day. */
        BurnDay: {
            at: string;
            remaining: number;
            completed: number;
            scope: number;
        };
        /** @description When the rest is done with so many a week. */
        ByThroughput: {
            p50: string;
            p85: string;
        };
        /** @description How many sprints the rest takes. */
        ByVelocity: {
            sprints: number;
            date: string | null;
        };
        /** @description One change of one stream, as the viewer may see it. */
        Changeset: {
            id: number;
            stream: number;
            version: number;
            change_id: string;
            command_id: string;
            type: string;
            actor: components["schemas"]["Actor"];
            /** @description The instant, UTC. */
            at: string;
            schema: number;
            engine_version: string;
            undoes: number | null;
            inputs: Inputs;
            results: {
                [key: string]: {
                    [key: string]: unknown[];
                };
            };
            removed_results?: {
                [key: string]: number[];
            };
            notes: components["schemas"]["Note"][];
            created?: {
                [key: string]: number[];
            };
        };
        /** @description Changesets in order and without a gap. */
        ChangesetsMessage: {
            /** @constant */
            type: "changesets";
            items: components["schemas"]["Changeset"][];
            version: number;
        };
        /**
         * @description Vega-Lite with its data in place. Marks name their colours by style (`accent`, `critical`,
         *     `late`, `risk`, `done`, `quiet`, `planned`), series by the order of their range.
         */
        Chart: {
            description?: string;
            height: number;
            data: components["schemas"]["ChartData"];
            usermeta?: components["schemas"]["ChartMeta"];
        } & {
            [key: string]: unknown;
        };
        /** @description A column of a chart's table; times are ISO local, shares from 0 to 1. */
        ChartColumn: {
            field: string;
            title: string;
            /** @enum {string} */
            kind: "text" | "number" | "share" | "date";
        };
        /** @description A chart's figures. */
        ChartData: {
            values: {
                [key: string]: unknown;
            }[];
        };
        /** @description What a chart's table shows. */
        ChartMeta: {
            columns?: components["schemas"]["ChartColumn"][];
        };
        /** @description One check with what it found. */
        CheckOut: {
            key: string;
            /** @description 1 to 14 for the DCMA's points. */
            number: number | null;
            title: string;
            about: string;
            threshold: string;
            /**
             * @description pass, fail or unknown (it cannot be measured here).
             * @enum {string}
             */
            state: "pass" | "fail" | "unknown";
            measured: number | null;
            /**
             * @description share (0 to 1), ratio, days or count.
             * @enum {string}
             */
            unit: "share" | "ratio" | "days" | "count";
            count: number;
            of: number;
            reason: string;
            findings: components["schemas"]["FindingOut"][];
        };
        /** @description Somebody's load in each plan. */
        ComparedPerson: {
            resource_id: number;
            name: string;
            load_minutes: number[];
            over_minutes: number[];
            weeks: components["schemas"]["ComparedWeek"][];
        };
        /** @description A plan of a comparison; dates are ISO local times. */
        ComparedPlan: {
            /** @enum {string} */
            kind: "now" | "base" | "scenario";
            id: number;
            name: string;
            version: number;
            start: string | null;
            finish: string | null;
            tasks: number;
            work_minutes: number;
            over_minutes: number;
            over_people: number;
            peak: components["schemas"]["Peak"] | null;
            /** @description Minor units; left out for those who may not see costs. */
            cost?: number | null;
            /** @description Null until it was simulated. */
            risk: components["schemas"]["Odds"] | null;
            /** @description This and what follows: of a scenario, as in its list. */
            notes?: string;
            /** @enum {string} */
            state?: "open" | "merged" | "dropped";
            base_version?: number;
            created_at?: string;
            by?: string;
            behind?: number;
            changes?: components["schemas"]["ScenarioChanges"];
        };
        /** @description A task in each plan. */
        ComparedTask: {
            id: number;
            name: string;
            milestone: boolean;
            summary: boolean;
            there: boolean[];
            start: (string | null)[];
            finish: (string | null)[];
            duration_minutes: (number | null)[];
        };
        /** @description A week in each plan, named by its Monday. */
        ComparedWeek: {
            week: string;
            load_minutes: number[];
            over_minutes: number[];
        };
        /** @description Plans side by side: lists hold one value a plan, in the order of `plans`. */
        Comparison: {
            version: number;
            plans: components["schemas"]["ComparedPlan"][];
            milestones: components["schemas"]["ComparedTask"][];
            tasks: components["schemas"]["ComparedTask"][];
            more_tasks: number;
            people: components["schemas"]["ComparedPerson"][];
            /** @description With how many all of them are to be simulated. */
            trials: number;
            currency?: string;
            minor_units?: number;
            unpriced?: string[];
        };
        /** @description A field that another wrote meanwhile; null for the row as a whole. */
        ConflictField: {
            table: string;
            id: number;
            field: string | null;
            yours: unknown;
            theirs: unknown;
            by: string;
            /** @description Of their change. */
            version?: number;
            /** @description When it was made. */
            at?: string | null;
            /** @description What the row is called. */
            name?: string;
            /** @description Of the field. */
            kind?: string | null;
            names?: components["schemas"]["TwoNames"];
            /** @description Of a merge: the value from which both went on. */
            base?: unknown;
            /** @description Of a merge: the task that it is about. */
            task_id?: number | null;
        };
        /** @description Vega-Lite specifications. */
        CostCharts: {
            curve: components["schemas"]["Chart"];
            histogram: components["schemas"]["Chart"];
        };
        /** @description What each task costs by itself, in minor units, columnar; those that cost nothing are not there. */
        CostColumns: {
            version: number;
            currency: string;
            minor_units: number;
            id: number[];
            actual: number[];
            total: number[];
        };
        /** @description The same of the cost, in minor units. */
        CostPercentiles: {
            p5: number;
            p10: number;
            p20: number;
            p25: number;
            p50: number;
            p75: number;
            p80: number;
            p90: number;
            p95: number;
            mean: number;
            planned: number;
            planned_chance: number;
            currency: string;
            minor_units: number;
            charts: components["schemas"]["CostCharts"];
        };
        /** @description A task on the longest path, and what cutting it would gain. */
        CountingTask: {
            task_id: number;
            name: string;
            cut_minutes: number;
            gain_minutes: number;
            most_minutes: number;
            drag_minutes: number;
            cost_per_day: number | null;
        };
        /** @description A country: its code as in ISO 3166, and its name. */
        Country: {
            code: string;
            name: string;
        };
        /** @description Countries by name. */
        CountryList: {
            items: components["schemas"]["Country"][];
        };
        /** @description A command of them. */
        CutCommand: {
            type: string;
            payload: object;
        };
        /** @description The cheapest cuts; `commands` make it so, sent as one batch. */
        CutPlan: {
            finish: string;
            gain_minutes: number;
            reached: boolean;
            cost: number | null;
            tasks: components["schemas"]["CutTask"][];
            steps: components["schemas"]["CutStep"][];
            commands: components["schemas"]["CutCommand"][];
        };
        /** @description A step of the way there, the cheapest first. */
        CutStep: {
            tasks: components["schemas"]["StepTask"][];
            gain_minutes: number;
            cost: number | null;
        };
        /** @description A task that is cut, in working minutes. */
        CutTask: {
            task_id: number;
            name: string;
            before_minutes: number;
            after_minutes: number;
            cost: number | null;
            optimistic: boolean;
        };
        /** @description The same with its dates, ISO local times. */
        DatedTask: {
            task_id: number;
            name: string;
            start: string;
            finish: string;
        };
        /** @description How many dates are as in the file. */
        Dates: {
            compared: number;
            equal: number;
            text: string;
            more: number;
            differences: components["schemas"]["Difference"][];
        };
        /** @description The demo made anew. */
        DemoOut: {
            workspace_id: number;
            projects: number[];
        };
        /** @description A task whose dates are others here than in the file. */
        Difference: {
            task_id: number;
            name: string;
            file_start: string;
            file_finish: string;
            start: string;
            finish: string;
            reason: string;
            /** @description Whether the file's dates were kept, as a manual task. */
            kept: boolean;
            /** @description Whether they can be kept. */
            keepable: boolean;
            /** @description Why they cannot be kept; empty where they can. */
            why_not: string;
        };
        /** @description How to finish earlier: the cheapest cuts, the tasks that count, what may overlap. */
        EarlierOut: {
            task_id: number | null;
            name: string | null;
            finish: string;
            wanted_minutes: number;
            minutes_per_day: number;
            /** @enum {string} */
            basis: "cost" | "time";
            costs_known: boolean;
            currency: string;
            assumptions: string[];
            plan: components["schemas"]["CutPlan"];
            counts: components["schemas"]["CountingTask"][];
            overlaps: components["schemas"]["OverlapOut"][];
        };
        /** @description The baseline that is the budget. */
        EarnedBaseline: {
            number: number;
            name: string;
            taken_at: string;
        };
        /** @description The whole at the end of a period. */
        EarnedPeriod: {
            bac: number;
            pv: number;
            ev: number;
            ac: number;
            sv: number;
            cv: number;
            eac: number | null;
            etc: number | null;
            vac: number | null;
            spi: number | null;
            cpi: number | null;
            tcpi: number | null;
            tcpi_eac: number | null;
            percent_complete: number | null;
            percent_spent: number | null;
            earned_minutes: number | null;
            actual_minutes: number | null;
            planned_minutes: number | null;
            sv_t_minutes: number | null;
            spi_t: number | null;
            end: string;
            known: boolean;
        };
        /** @description How the whole stands in time, in working minutes. */
        EarnedSchedule: {
            earned_minutes: number;
            actual_minutes: number;
            planned_minutes: number;
            sv_t_minutes: number;
            spi_t: number | null;
            tspi: number | null;
            forecast_minutes: number | null;
            forecast_finish: string | null;
        };
        /** @description A task's measures. */
        EarnedTask: {
            bac: number;
            pv: number;
            ev: number;
            ac: number;
            sv: number;
            cv: number;
            eac: number | null;
            etc: number | null;
            vac: number | null;
            spi: number | null;
            cpi: number | null;
            tcpi: number | null;
            tcpi_eac: number | null;
            percent_complete: number | null;
            percent_spent: number | null;
            earned_minutes: number | null;
            actual_minutes: number | null;
            planned_minutes: number | null;
            sv_t_minutes: number | null;
            spi_t: number | null;
            id: number;
            parent_id: number | null;
            level: number;
            wbs: string;
            name: string;
            summary: boolean;
        };
        /** @description Earned value and earned schedule of a project at a date. */
        EarnedValueOut: {
            at: string;
            currency: string;
            minor_units: number;
            baseline: components["schemas"]["EarnedBaseline"] | null;
            priced: boolean;
            unpriced: string[];
            formula: string;
            formulas: {
                [key: string]: string;
            };
            total: components["schemas"]["Measures"];
            schedule: components["schemas"]["EarnedSchedule"];
            tasks: components["schemas"]["EarnedTask"][];
            periods: components["schemas"]["EarnedPeriod"][];
            chart: components["schemas"]["Chart"] | null;
        };
        /** @description What answers would do to the finish of what the viewer sees, and to the tasks themselves. */
        Effect: {
            project: components["schemas"]["Moved"];
            tasks: components["schemas"]["Moved"][];
            /** @description How many tasks would finish at another time. */
            moved: number;
        };
        /** @description What a kind of entry has to say. */
        EntryData: {
            text?: string;
            before?: string | null;
            after?: string | null;
            finish?: string | null;
            days?: number;
            /** @description Names of fields that were changed. */
            fields?: string[];
            /** @description Titles of fields that the project added. */
            custom?: string[];
            /** @description Whether the actor has no account: what is told came by link. */
            by_link?: boolean;
        } & {
            [key: string]: unknown;
        };
        /** @description What is wrong with a field of what was sent. */
        FieldProblem: {
            field: string;
            message: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A task that a check names. */
        FindingOut: {
            task_id: number;
            name: string;
            text: string;
        };
        /** @description How many tasks were finished in a week. */
        FinishedWeek: {
            from: string;
            finished: number;
        };
        /** @description None where nothing was on the board. */
        FlowCharts: {
            flow?: components["schemas"]["Chart"];
        };
        /** @description A column of the board. */
        FlowColumn: {
            id: number;
            name: string;
            category: string;
        };
        /** @description How many cards stood in which column at the end of a day, in their order. */
        FlowDay: {
            day: string;
            counts: number[];
        };
        /** @description The flow over the board; charts are Vega-Lite specifications. */
        FlowOut: {
            version: number;
            from: string;
            to: string;
            columns: components["schemas"]["FlowColumn"][];
            days: components["schemas"]["FlowDay"][];
            finished: number;
            lead: components["schemas"]["Times"] | null;
            cycle: components["schemas"]["Times"] | null;
            aging: components["schemas"]["AgingCard"][];
            charts: components["schemas"]["FlowCharts"];
        };
        /** @description Whether a project lags behind the workflow that it uses, and why it cannot follow. */
        FollowingOut: {
            behind: boolean;
            refused: string;
        };
        /** @description Says where one is. */
        HereMessage: {
            /** @constant */
            type: "here";
            at: components["schemas"]["PlaceAt"];
        };
        /** @description Changes, newest first. */
        History: {
            items: components["schemas"]["HistoryItem"][];
            /** @description What `before` goes on with; null at the beginning. */
            next: number | null;
        };
        /** @description A change in a history: without results, and perhaps with fewer rows than it has. */
        HistoryItem: {
            id: number;
            stream: number;
            version: number;
            change_id: string;
            command_id: string;
            type: string;
            actor: components["schemas"]["Actor"];
            /** @description The instant, UTC. */
            at: string;
            schema: number;
            engine_version: string;
            undoes: number | null;
            inputs: Inputs;
            /** @description Empty, where a view is cut to a branch. */
            results?: {
                [key: string]: {
                    [key: string]: unknown[];
                };
            };
            removed_results?: {
                [key: string]: number[];
            };
            notes: components["schemas"]["Note"][];
            created?: {
                [key: string]: number[];
            };
            /** @description How many rows there are of each part of a table of which some are left out. */
            counts?: RowCounts;
        };
        /** @description How many are finished until a day, by chance in percent. */
        HowMany: {
            until: string;
            weeks: number;
            items: {
                [key: string]: number;
            };
        };
        /** @description What would be left if all went evenly. */
        IdealPoint: {
            at: string;
            value: number;
        };
        /** @description A block of keys for new rows: `next` ≤ key < `until`. */
        Ids: {
            next: number;
            until: number;
        };
        /** @description The new project and the report of its import. */
        ImportedOut: {
            project: {
                [key: string]: number;
            };
            report: components["schemas"]["ReportOut"];
        };
        /** @description One box of my inbox. */
        Inbox: {
            items: components["schemas"]["InboxLine"][];
            unread: number;
            projects: components["schemas"]["InboxProject"][];
        };
        /** @description One thing that I am told. */
        InboxEntry: {
            id: number;
            kind: string;
            /** @description Whether it waits for me. */
            asks: boolean;
            /** @description Who did it. */
            actor: string;
            at: string;
            read: boolean;
            /** @description How many tasks it is about; the first 50 are in `tasks`. */
            count: number;
            tasks: components["schemas"]["InboxTask"][];
            data: components["schemas"]["EntryData"];
        };
        /** @description What I am told of one task, or of one change of many; newest entry first. */
        InboxLine: {
            key: string;
            /** @description The items of this line, to mark them by. */
            ids: number[];
            workspace_id: number;
            project_id: number | null;
            at: string;
            unread: boolean;
            snoozed_until: string | null;
            entries: components["schemas"]["InboxEntry"][];
        };
        /** @description A project that lines are about. */
        InboxProject: {
            id: number;
            workspace_id: number;
            name: string;
            key: string;
            zone: string;
        };
        /** @description A task that an item is about. */
        InboxTask: {
            id: number;
            number: number | null;
            name: string;
            /** @description Whether it was deleted since. */
            gone: boolean;
        };
        /** @description What a file holds. */
        InspectedOut: {
            name: string;
            source: string;
            tasks: number;
            links: number;
            milestones: number;
            /** @description Whether it brings its project's calendar. */
            calendar: boolean;
            /** @description The zone of its dates, empty where it does not say. */
            zone: string;
            people: components["schemas"]["PersonOut"][];
            warnings: string[];
        };
        /** @description A link that lets one person in, once. */
        Invitation: {
            link: string;
        };
        /** @description A template that a workspace keeps. */
        KeptTemplate: {
            id: string;
            workspace_id: number;
            /** @enum {string} */
            kind: "project" | "tasks";
            name: string;
            description: string;
            tasks: number;
            /** @description Working days from start to finish. */
            days: number;
            made_by: string;
            made_at: string;
            removed: boolean;
        };
        /** @description A project on the roadmap. */
        LaneOut: {
            /** @enum {string} */
            health: "done" | "late" | "risk" | "good";
            reason: string;
            id: number;
            version: number;
            name: string;
            minutes_per_day: number;
            now: string;
            status_date: string;
            baseline: string | null;
            start: string;
            finish: string;
            percent_complete: number;
            slip_minutes: number | null;
            phases: components["schemas"]["RoadmapPhase"][];
            milestones: components["schemas"]["RoadmapMilestone"][];
        };
        /** @description A date that lies behind the baseline's or the deadline's. */
        LateEnd: {
            id: number;
            /** @enum {string} */
            end: "start" | "finish";
            minutes: number;
        };
        /** @description What was taken, and what was not. */
        LinkDone: {
            answered: number[];
            /** @description Task, field and why. */
            errors: {
                [key: string]: unknown;
            }[];
        };
        /** @description What answers would do to the tasks that they are about. */
        LinkEffect: {
            /** @description Empty where answers wait, or cannot be. */
            tasks: components["schemas"]["Moved"][];
        };
        /** @description The link of a request that is good now. */
        LinkOut: {
            link: string | null;
            expires_at: string | null;
            answered_at: string | null;
        };
        /** @description In place of a changeset that cannot be shown any more: take a new snapshot. */
        LostChangeset: {
            stream: number;
            version: number;
            /** @constant */
            reset: true;
        };
        /** @description The account, and the workspaces that it may enter. */
        Me: {
            user: components["schemas"]["Account"];
            workspaces: components["schemas"]["WorkspaceItem"][];
        };
        /** @description The measures of earned value; money in minor units, null where they are not defined. */
        Measures: {
            bac: number;
            pv: number;
            ev: number;
            ac: number;
            sv: number;
            cv: number;
            eac: number | null;
            etc: number | null;
            vac: number | null;
            spi: number | null;
            cpi: number | null;
            tcpi: number | null;
            tcpi_eac: number | null;
            percent_complete: number | null;
            percent_spent: number | null;
        };
        /** @description The places for which a choice is needed. */
        Meeting: {
            conflicts: components["schemas"]["MergeConflict"][];
            more: number;
            hidden: number;
            version: number;
        };
        /** @description A place that both changed. */
        MergeConflict: {
            table: string;
            id: number;
            field: string | null;
            base: unknown;
            yours: unknown;
            theirs: unknown;
            by: string;
            /** @description What it is about, in words. */
            name: string;
            task_id: number | null;
            kind: string | null;
        };
        /** @description A finish before and after. */
        Moved: {
            id: number | null;
            before: string | null;
            after: string | null;
        };
        /** @description A change that moved the date. */
        MovedOut: {
            change_id: string;
            /** @description The project's version before it. */
            first: number;
            /** @description The project's version after it. */
            last: number;
            /** @description How many changes were taken together. */
            changes: number;
            actor: components["schemas"]["Actor"];
            at: string;
            until: string;
            what: string;
            tasks: components["schemas"]["TaskName"][];
            before: string | null;
            after: string | null;
            /** @description Working minutes by which it moved; earlier is negative. */
            minutes: number;
        };
        /** @description What the dates and durations of its tasks mean. */
        MyProject: {
            id: number;
            workspace_id: number;
            name: string;
            key: string;
            zone: string;
            day_start: number;
            day_finish: number;
            minutes_per_day: number;
            minutes_per_week: number;
            days_per_month: number;
            version: number;
            /** @description Whether I may say how far its tasks are. */
            may_progress: boolean;
            /** @description Whether I may also say how much of my work is left. */
            may_edit: boolean;
        };
        /** @description A task that is mine; dates are ISO local times in its project's zone. */
        MyTask: {
            id: number;
            project_id: number;
            number: number;
            name: string;
            /** @description The name of the summary that it is in. */
            phase: string;
            milestone: boolean;
            start: string | null;
            finish: string | null;
            deadline: string | null;
            percent_complete: number;
            actual_start: string | null;
            actual_finish: string | null;
            priority: number;
            /** @description My own work that is left. */
            remaining_work_minutes: number | null;
            /** @description My own work that is done. */
            actual_work_minutes: number | null;
            /** @description My assignments to it. */
            assignments: number[];
            /** @description What is in the way; null where it is not blocked. */
            blocked: string | null;
            blocked_since: string | null;
            /** @description What I said to being assigned: accepted, declined, asked; answered once it was. */
            reply: ("accepted" | "declined" | "asked" | "answered") | null;
            /** @description Why I declined, or what I asked. */
            reply_text: string;
            /** @description What was answered. */
            reply_answer: string;
            /** @description Null: not known yet; ask with `critical=true`. */
            critical: boolean | null;
        };
        /** @description What I am asked, over all projects of a workspace. */
        MyUpdates: {
            items: components["schemas"]["Asked"][];
            /** @description Tasks that are not answered yet. */
            open: number;
        };
        /** @description My tasks by finish, at most 2,000 of `total`. */
        MyWork: {
            items: components["schemas"]["MyTask"][];
            total: number;
            projects: components["schemas"]["MyProject"][];
            /** @description The resources that are me, by account or address. */
            resources: number[];
            /** @description Whether it is known of all which are critical. */
            complete: boolean;
        };
        /** @description A template just kept, and what did not go along. */
        NewTemplate: {
            id: string;
            workspace_id: number;
            /** @enum {string} */
            kind: "project" | "tasks";
            name: string;
            description: string;
            tasks: number;
            /** @description Working days from start to finish. */
            days: number;
            made_by: string;
            made_at: string;
            removed: boolean;
            left_out: string[];
        };
        /** @description A token with its secret, which is shown only now. */
        NewToken: {
            id: number;
            name: string;
            token: string;
        };
        /** @description What was done on the way, in words. */
        Note: {
            code: string;
            table: string;
            id: number;
            text: string;
            /** @description Minutes: where what is `held` stands. */
            at?: number;
            link_id?: number | null;
            /**
             * @description Of `assigning`: what was done, and as it was before.
             * @enum {string}
             */
            choice?: "finish_sooner" | "more_work" | "lighter_load";
            duration?: number;
            before?: components["schemas"]["NoteShare"][];
            joined?: components["schemas"]["NoteShare"][];
            estimates?: readonly [number | null, number | null];
        } & {
            [key: string]: unknown;
        };
        /** @description An assignment in a note `assigning`: 10000 units are 100 %, work is minutes. */
        NoteShare: {
            id: number;
            units: number;
            work: number | null;
        };
        /** @description By when it is done in 50, 80 and 90 of 100 trials; null where there is nothing to simulate. */
        Odds: {
            trials: number;
            p50: string | null;
            p80: string | null;
            p90: string | null;
        };
        /** @description The odds of one compared plan. */
        OddsOut: {
            /** @enum {string} */
            kind: "now" | "base" | "scenario";
            id: number;
            version: number;
            risk: components["schemas"]["Odds"];
        };
        /** @description What a mutation did: the first changeset's fields, and all changesets. */
        Outcome: {
            /** @description Null where nothing changed. */
            id: number | null;
            version: number | null;
            changesets: (components["schemas"]["Changeset"] | components["schemas"]["LostChangeset"])[];
            /** @description Keys of new rows by table. */
            created: {
                [key: string]: number[];
            };
            notes: components["schemas"]["Note"][];
            stream?: number;
            change_id?: string;
            command_id?: string;
            type?: string;
            actor?: components["schemas"]["Actor"];
            at?: string;
            schema?: number;
            engine_version?: string;
            undoes?: number | null;
            inputs?: Inputs;
            results?: {
                [key: string]: {
                    [key: string]: unknown[];
                };
            };
            removed_results?: {
                [key: string]: number[];
            };
            reset?: boolean;
        };
        /** @description Somebody who is asked for more than he has; units are hundredths of a percent. */
        Over: {
            resource_id: number;
            name: string;
            start: string;
            finish: string;
            units: number;
            capacity: number;
            excess_minutes: number;
            tasks: components["schemas"]["OverTask"][];
        };
        /** @description A task that takes part in an over-allocation. */
        OverTask: {
            project_id: number;
            id: number;
            name: string;
        };
        /** @description The over-allocations that lie ahead. */
        Overallocations: {
            version: number;
            since: string;
            items: components["schemas"]["Over"][];
            more: number;
            /** @description Tasks that levelling delays now. */
            delayed: number;
            projects: components["schemas"]["SharingProject"][];
        };
        /** @description A link whose tasks may overlap. */
        OverlapOut: {
            link_id: number;
            predecessor: components["schemas"]["PathTask"];
            successor: components["schemas"]["PathTask"];
            lead_minutes: number;
            gain_minutes: number;
        };
        /** @description A chain of tasks without a gap, from its root to where it leads. */
        PathOut: {
            number: number;
            /** @description By how much all of it can slip before the target does. */
            float_minutes: number;
            tasks: components["schemas"]["DatedTask"][];
            links: number[];
            root: string;
            root_text: string;
            /** @description The task of an earlier path into which it leads. */
            joins: number | null;
            joining_link: number | null;
            /** @description The task of an earlier path behind which it begins. */
            forks: number | null;
        };
        /** @description A task of a path. */
        PathTask: {
            task_id: number;
            name: string;
        };
        /** @description The longest paths to a task, the driving one first. */
        PathsOut: {
            task_id: number;
            name: string;
            finish: string;
            items: components["schemas"]["PathOut"][];
        };
        /** @description Who is asked for most at one time, in hundredths of a percent. */
        Peak: {
            resource_id: number;
            name: string;
            units: number;
            capacity: number;
        };
        /** @description What is not exceeded in so many of 100 trials (ISO local times). */
        Percentiles: {
            p5: string;
            p10: string;
            p20: string;
            p25: string;
            p50: string;
            p75: string;
            p80: string;
            p90: string;
            p95: string;
            mean: string;
            planned: string;
            planned_chance: number;
        };
        /** @description A connection of somebody who is there. */
        Person: {
            key: string;
            user_id: number;
            name: string;
            at: components["schemas"]["PlaceAt"];
        };
        /** @description What somebody has for a sprint, in minutes. */
        PersonCapacity: {
            resource_id: number;
            name: string;
            capacity: number;
            others: number;
            work: number;
        };
        /** @description A person of a file, and who that seems to be here. */
        PersonOut: {
            name: string;
            email: string;
            initials: string;
            kind: string;
            match: number | null;
            match_name: string | null;
            by: string | null;
        };
        /** @description Asks whether the connection holds. */
        PingMessage: {
            /** @constant */
            type: "ping";
        };
        /** @description Where somebody is. */
        PlaceAt: {
            view?: string;
            task_id?: number | null;
        };
        /** @description All checks, the DCMA's 14 points first. */
        PlanCheckOut: {
            items: components["schemas"]["CheckOut"][];
            passed: number;
            failed: number;
            unknown: number;
            others_failed: number;
            /** @description The moment up to which progress is told. */
            status: string;
        };
        /** @description The answer to a ping. */
        PongMessage: {
            /** @constant */
            type: "pong";
        };
        /** @description A link into a task. */
        Predecessor: {
            id: number;
            /** @description The task that drives. */
            task_id: number;
            /** @description FS, SS, FF or SF. */
            type: string;
            /** @description Minutes; of a percent lag hundredths of a percent. */
            lag: number;
            lag_kind: string;
            lag_unit: string;
        };
        /** @description Who is there. */
        PresenceMessage: {
            /** @constant */
            type: "presence";
            people: components["schemas"]["Person"][];
        };
        /** @description What commands would change: the first stream's part, and all parts. */
        PreviewOut: {
            inputs: Inputs;
            results: {
                [key: string]: {
                    [key: string]: unknown[];
                };
            };
            changesets: components["schemas"]["PreviewPart"][];
            created: {
                [key: string]: number[];
            };
            notes: components["schemas"]["Note"][];
            stream?: number;
            version?: number;
            removed_results?: {
                [key: string]: number[];
            };
        };
        /** @description What would change in one stream. */
        PreviewPart: {
            stream: number;
            version: number;
            inputs: Inputs;
            results: {
                [key: string]: {
                    [key: string]: unknown[];
                };
            };
            removed_results: {
                [key: string]: number[];
            };
            notes: components["schemas"]["Note"][];
        };
        /** @description An RFC 9457 problem. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            errors?: components["schemas"]["FieldProblem"][];
            fields?: components["schemas"]["ConflictField"][];
        } & {
            [key: string]: unknown;
        };
        /** @description Projects. */
        ProjectList: {
            items: components["schemas"]["ProjectOut"][];
        };
        /** @description A project with the figures of a list. */
        ProjectOut: {
            id: number;
            workspace_id: number;
            name: string;
            key: string;
            archived: boolean;
            start: string | null;
            finish: string | null;
            finish_by: string | null;
            baseline_finish: string | null;
            late_minutes: number | null;
            minutes_per_day: number;
            tasks: number;
            percent_complete: number;
        };
        /** @description A project with its settings. */
        ProjectSettings: {
            id: number;
            workspace_id: number;
            name: string;
            key: string;
            archived: boolean;
            start: string | null;
            finish: string | null;
            finish_by: string | null;
            baseline_finish: string | null;
            late_minutes: number | null;
            minutes_per_day: number;
            tasks: number;
            percent_complete: number;
            version: number;
            description: string;
            zone: string;
            country: string;
            currency: string;
            calendar_id: number | null;
            schedule_from: string;
            minutes_per_week: number;
            days_per_month: number;
            status_date: string | null;
        };
        /** @description Why a project finishes when it does, and what made it slip. */
        ProjectWhy: {
            chain: components["schemas"]["Step"][];
            task_id: number | null;
            finish: string | null;
            slip: components["schemas"]["SlipOut"] | null;
        };
        /** @description How far a release is, and when it may be ready (ISO local times). */
        ReleaseTold: {
            id: number;
            name: string;
            description: string;
            released: boolean;
            date: string | null;
            items: number;
            done: number;
            points: number;
            points_done: number;
            unestimated: number;
            task_ids: number[];
            plan: string | null;
            ahead: number;
            unlisted: number;
            throughput: components["schemas"]["ByThroughput"] | null;
            velocity: components["schemas"]["ByVelocity"] | null;
        };
        /** @description All releases. */
        ReleasesOut: {
            version: number;
            items: components["schemas"]["ReleaseTold"][];
        };
        /** @description What an import took and what it could not represent. */
        ReportOut: {
            file: string;
            source: string;
            taken: {
                [key: string]: number;
            };
            left_out: string[];
            people: components["schemas"]["BecamePerson"][];
            dates: components["schemas"]["Dates"];
        };
        /** @description The client's copy cannot be continued: take a new snapshot. What follows starts after `version`. */
        ResetMessage: {
            /** @constant */
            type: "reset";
            version: number;
        };
        /** @description A simulation, and one that is under way. */
        RiskAnswer: {
            version: number;
            workspace_version: number;
            /** @description Simulated at once: GET always brings it. */
            quick: boolean;
            result: components["schemas"]["RiskResult"] | null;
            run: components["schemas"]["RiskRun"] | null;
        };
        /** @description Vega-Lite specifications. */
        RiskCharts: {
            curve: components["schemas"]["Chart"];
            histogram: components["schemas"]["Chart"];
            tornado: components["schemas"]["Chart"] | null;
        };
        /** @description A task or risk by name. */
        RiskNamed: {
            id: number;
            name: string;
        };
        /** @description How far a simulation is. */
        RiskProgress: {
            done: number;
            trials: number;
        };
        /** @description A simulation of the plan. */
        RiskResult: {
            version: number;
            workspace_version: number;
            trials: number;
            seed: number;
            certain: boolean;
            finish: components["schemas"]["Percentiles"];
            cost: components["schemas"]["CostPercentiles"] | null;
            targets: components["schemas"]["RiskTarget"][];
            tornado: components["schemas"]["TornadoBar"][];
            risks: components["schemas"]["StruckRisk"][];
            tasks: components["schemas"]["RiskTasks"];
            estimated: number;
            outgrown: components["schemas"]["RiskNamed"][];
            unhit: components["schemas"]["RiskNamed"][];
            charts: components["schemas"]["RiskCharts"];
        };
        /** @description A simulation that takes longer. */
        RiskRun: {
            id: number;
            project_id: number;
            kind: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "stopped" | "failed";
            stopping: boolean;
            options: {
                [key: string]: unknown;
            };
            by: components["schemas"]["RunBy"];
            version: number | null;
            workspace_version: number | null;
            error: string | null;
            /** @description Seconds that it has run. */
            elapsed: number | null;
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
            progress: components["schemas"]["RiskProgress"] | null;
        };
        /** @description A date that is to be held, and the chance (0 to 1) that it is. */
        RiskTarget: {
            /** @enum {string} */
            kind: "must_finish" | "deadline" | "milestone";
            task_id: number | null;
            name: string | null;
            at: string;
            chance: number;
            p50: string;
            p80: string;
        };
        /** @description What was simulated of each task, columnar. */
        RiskTasks: {
            id: number[];
            criticality: number[];
            cruciality: number[];
            sensitivity: number[];
            mean_finish: string[];
            mean_duration_minutes: number[];
        };
        /** @description A milestone, and the phase in which it stands. */
        RoadmapMilestone: {
            /** @enum {string} */
            health: "done" | "late" | "risk" | "good";
            reason: string;
            task_id: number;
            name: string;
            start: string;
            finish: string;
            percent_complete: number;
            critical: boolean;
            baseline_start: string | null;
            baseline_finish: string | null;
            /** @description Working minutes, now minus baseline. */
            slip_minutes: number | null;
            phase_id: number | null;
        };
        /** @description A lane a project. */
        RoadmapOut: {
            items: components["schemas"]["LaneOut"][];
        };
        /** @description A summary of one of the first levels. */
        RoadmapPhase: {
            /** @enum {string} */
            health: "done" | "late" | "risk" | "good";
            reason: string;
            task_id: number;
            name: string;
            start: string;
            finish: string;
            percent_complete: number;
            critical: boolean;
            baseline_start: string | null;
            baseline_finish: string | null;
            /** @description Working minutes, now minus baseline. */
            slip_minutes: number | null;
            level: number;
        };
        /** @description Who works on what would be kept, and the role that would stand for them. */
        RoleProposal: {
            resource_id: number;
            name: string;
            role: string;
        };
        /** @description A role for each who works on it. */
        RoleProposals: {
            items: components["schemas"]["RoleProposal"][];
        };
        /** @description The fields of a row that changed. */
        RowUpdate: {
            id: number;
            before: {
                [key: string]: unknown;
            };
            after: {
                [key: string]: unknown;
            };
        };
        /** @description Who began it. */
        RunBy: {
            id: number | null;
            name: string;
        };
        /** @description A long run and how far it is. */
        RunHeading: {
            id: number;
            project_id: number;
            kind: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "stopped" | "failed";
            stopping: boolean;
            options: {
                [key: string]: unknown;
            };
            by: components["schemas"]["RunBy"];
            version: number | null;
            workspace_version: number | null;
            error: string | null;
            /** @description Seconds that it has run. */
            elapsed: number | null;
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
            progress: {
                [key: string]: unknown;
            } | null;
        };
        /** @description Runs of a kind, the newest first. */
        RunList: {
            items: components["schemas"]["RunHeading"][];
        };
        /** @description A run and, once it has ended, what came of it. */
        RunOut: {
            id: number;
            project_id: number;
            kind: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "stopped" | "failed";
            stopping: boolean;
            options: {
                [key: string]: unknown;
            };
            by: components["schemas"]["RunBy"];
            version: number | null;
            workspace_version: number | null;
            error: string | null;
            /** @description Seconds that it has run. */
            elapsed: number | null;
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
            progress: {
                [key: string]: unknown;
            } | null;
            /** @description Null where nothing came of it. */
            result: unknown;
        };
        /** @description A baseline. */
        SavedBaseline: {
            id: number;
            number: number;
            name: string;
            taken_at: string;
            tasks: number;
        };
        /** @description What a scenario changed. */
        ScenarioChanges: {
            tasks_added: number;
            tasks_removed: number;
            tasks_changed: number;
            other: number;
        };
        /** @description A scenario in a list. */
        ScenarioItem: {
            id: number;
            name: string;
            notes: string;
            /** @enum {string} */
            state: "open" | "merged" | "dropped";
            base_version: number;
            created_at: string;
            by: string;
            /** @description How many changes the project had since it began. */
            behind: number;
            changes: components["schemas"]["ScenarioChanges"];
        };
        /** @description Scenarios of a project, the newest first. */
        ScenarioList: {
            items: components["schemas"]["ScenarioItem"][];
            version: number;
        };
        /** @description A scenario and its project. */
        ScenarioOut: {
            id: number;
            name: string;
            notes: string;
            /** @enum {string} */
            state: "open" | "merged" | "dropped";
            base_version: number;
            created_at: string;
            by: string;
            /** @description How many changes the project had since it began. */
            behind: number;
            changes: components["schemas"]["ScenarioChanges"];
            project: components["schemas"]["ScenarioProject"];
            version: number;
        };
        /** @description The project that a scenario is of. */
        ScenarioProject: {
            id: number;
            name: string;
        };
        /** @description Under what a change was approved. */
        ScopeApproval: {
            reference: string;
            by: string;
            at: string;
        };
        /** @description A change of scope. */
        ScopeChange: {
            change_id: string;
            changeset_id: number;
            version: number;
            at: string;
            by: string;
            type: string;
            items: components["schemas"]["ScopeItem"][];
            approved: components["schemas"]["ScopeApproval"] | null;
        };
        /** @description What moved the scope on a day after the start. */
        ScopeDay: {
            at: string;
            added: number;
            removed: number;
            changed: number;
        };
        /** @description What a change did to the scope of a task. */
        ScopeItem: {
            /** @enum {string} */
            kind: "tasks" | "work" | "duration" | "points" | "deliverables";
            task_id: number;
            name: string;
            before: number;
            after: number;
        };
        /** @description The changes of scope since a baseline, the newest first. */
        ScopeOut: {
            version: number;
            baseline: components["schemas"]["SavedBaseline"];
            whole: boolean;
            totals: components["schemas"]["ScopeSums"];
            approved: components["schemas"]["ScopeSums"];
            items: components["schemas"]["ScopeChange"][];
        };
        /** @description What came and went. */
        ScopeSum: {
            added: number;
            removed: number;
        };
        /** @description Sums by kind. */
        ScopeSums: {
            tasks: components["schemas"]["ScopeSum"];
            work: components["schemas"]["ScopeSum"];
            duration: components["schemas"]["ScopeSum"];
            points: components["schemas"]["ScopeSum"];
            deliverables: components["schemas"]["ScopeSum"];
        };
        /** @description A project that shares people, and whether one may change it. */
        SharingProject: {
            id: number;
            name: string;
            edits: boolean;
        };
        /** @description The changesets after a version, or that a new snapshot is to be taken. */
        Since: {
            items?: components["schemas"]["Changeset"][];
            version: number;
            reset?: boolean;
        };
        /** @description A task that I do not want to see before a day. */
        Sleeping: {
            task_id: number;
            /** @description The day, in the plan's zone, on which it is shown again. */
            until: string;
        };
        /** @description What I put to sleep. */
        SleepingList: {
            items: components["schemas"]["Sleeping"][];
        };
        /** @description The task that slipped first. */
        SlipCause: {
            task_id: number;
            name: string;
            minutes: number;
            days: number;
        };
        /** @description By how much a finish lies behind the baseline's, and what began it. */
        SlipOut: {
            minutes: number;
            days: number;
            baseline_finish: string;
            /** @description The task that finishes the project. */
            name: string;
            cause: components["schemas"]["SlipCause"] | null;
        };
        /** @description All that the viewer may see of a stream; tables and results columnar. */
        Snapshot: {
            stream: number;
            /** @enum {string} */
            kind: "project" | "scenario" | "workspace";
            /** @description The project that a scenario is a fork of. */
            parent: number | null;
            version: number;
            workspace_id: number;
            workspace_version: number;
            tables: {
                [key: string]: {
                    [key: string]: unknown[];
                };
            };
            results: {
                [key: string]: {
                    [key: string]: unknown[];
                };
            };
            ids: components["schemas"]["Ids"];
            viewer: components["schemas"]["ViewerOut"];
        };
        /** @description The open sprints. */
        SprintCapacities: {
            version: number;
            items: components["schemas"]["SprintCapacity"][];
        };
        /** @description Who has how much for a sprint; `nobody` is work without anybody. */
        SprintCapacity: {
            sprint_id: number;
            from: string;
            people: components["schemas"]["PersonCapacity"][];
            nobody: number;
        };
        /** @description Vega-Lite specifications. */
        SprintCharts: {
            burndown: components["schemas"]["Chart"];
            burnup: components["schemas"]["Chart"];
        };
        /** @description What became of an item. */
        SprintItem: {
            /** @description Null: deleted since. */
            task_id: number | null;
            name: string;
            number: number | null;
            points: number | null;
            points_before: number | null;
            added: boolean;
            /** @description The sprint that it went on to; null is the backlog. */
            to: string | null;
        };
        /** @description A sprint; dates are ISO local times. */
        SprintOut: {
            id: number;
            name: string;
            goal: string;
            state: string;
            completed_at: string;
            start: string | null;
            finish: string | null;
            items: number[];
        };
        /** @description What became of a sprint's items. */
        SprintReport: {
            started: string;
            ended: string | null;
            totals: components["schemas"]["SprintTotals"];
            completed: components["schemas"]["SprintItem"][];
            not_completed: components["schemas"]["SprintItem"][];
            removed: components["schemas"]["SprintItem"][];
        };
        /** @description A started sprint day by day. */
        SprintTold: {
            version: number;
            id: number;
            name: string;
            days: components["schemas"]["BurnDay"][];
            ideal: components["schemas"]["IdealPoint"][];
            scope: components["schemas"]["ScopeDay"][];
            charts: components["schemas"]["SprintCharts"];
            report: components["schemas"]["SprintReport"];
        };
        /** @description Sums of the report's lists. */
        SprintTotals: {
            committed: components["schemas"]["Amounts"];
            completed: components["schemas"]["Amounts"];
            not_completed: components["schemas"]["Amounts"];
            added: components["schemas"]["Amounts"];
            removed: components["schemas"]["Amounts"];
        };
        /** @description All sprints and their velocity. */
        SprintsOut: {
            version: number;
            items: components["schemas"]["SprintOut"][];
            velocity: components["schemas"]["Velocity"];
        };
        /** @description A step of the chain of why, from the date to its root. */
        Step: {
            task_id: number;
            name: string;
            kind: string;
            /** @description Which of its dates the step explains: start or finish. */
            side: string;
            text: string;
            /** @description What else holds there: days off, whose calendar, a rest. */
            notes: string[];
            at: string;
            finish: string;
            duration: number;
            link_id: number | null;
        };
        /** @description By how many working minutes a task is cut in a step; negative gives them back. */
        StepTask: {
            task_id: number;
            name: string;
            minutes: number;
        };
        /** @description The project at a version. */
        StretchEnd: {
            version: number;
            at: string;
            finish: string | null;
        };
        /** @description A risk: in what share of the trials it struck, and how much the finish follows it. */
        StruckRisk: {
            id: number;
            name: string;
            struck: number;
            correlation: number;
        };
        /** @description What changed in a table. */
        TableInputs: {
            added: {
                [key: string]: unknown;
            }[];
            updated: components["schemas"]["RowUpdate"][];
            removed: {
                [key: string]: unknown;
            }[];
        };
        /** @description What a task costs with all below it, in minor units. */
        TaskCost: {
            currency: string;
            minor_units: number;
            actual: number;
            remaining: number;
            total: number;
            unpriced: string[];
        };
        /** @description Tasks in outline order. */
        TaskList: {
            items: components["schemas"]["TaskOut"][];
            total: number;
            version: number;
        };
        /** @description A task by name. */
        TaskName: {
            id: number;
            name: string;
        };
        /** @description A task; dates are ISO local times in the project's zone, durations minutes. */
        TaskOut: {
            id: number;
            project_id: number;
            parent_id: number | null;
            number: number;
            wbs: string;
            level: number;
            name: string;
            notes: string;
            mode: string;
            summary: boolean;
            milestone: boolean;
            active: boolean;
            start: string | null;
            finish: string | null;
            duration_minutes: number | null;
            duration_unit: string;
            estimated: boolean;
            late_start: string | null;
            late_finish: string | null;
            total_float_minutes: number | null;
            free_float_minutes: number | null;
            critical: boolean;
            percent_complete: number;
            actual_start: string | null;
            actual_finish: string | null;
            remaining_duration_minutes: number | null;
            constraint: string;
            constraint_date: string | null;
            deadline: string | null;
            calendar_id: number | null;
            priority: number;
            /** @description Its column of the board; null of a summary. */
            status_id: number | null;
            /** @description The name of that column. */
            status: string | null;
            /** @description typed; board: its column says how far it is; or checklist: the share ticked off. */
            progress_source: string;
            optimistic_minutes: number | null;
            pessimistic_minutes: number | null;
            confidence: string;
            risk_group_id: number | null;
            predecessors: components["schemas"]["Predecessor"][];
            assignments: components["schemas"]["AssignmentOut"][];
        };
        /** @description Why a task starts and finishes when it does, and what made it slip. */
        TaskWhy: {
            /** @description From its start to the root. */
            chain: components["schemas"]["Step"][];
            /** @description From its finish to the root. */
            finish_chain: components["schemas"]["Step"][];
            /** @description Against baseline 0; null without one. */
            slip: components["schemas"]["SlipOut"] | null;
        };
        /** @description What the command `template.insert` takes as `body`. */
        TemplateBody: {
            body: {
                [key: string]: unknown;
            };
        };
        /** @description A template with what it holds. */
        TemplateInside: {
            id: string;
            workspace_id: number;
            /** @enum {string} */
            kind: "project" | "tasks";
            name: string;
            description: string;
            tasks: number;
            /** @description Working days from start to finish. */
            days: number;
            made_by: string;
            made_at: string;
            removed: boolean;
            outline: components["schemas"]["TemplateLine"][];
            links: number;
            roles: string[];
            fields: string[];
            statuses: string[];
            views: string[];
            calendar: string | null;
            minutes_per_day: number;
        };
        /** @description A template: one that comes along has no workspace, and nothing of who made it. */
        TemplateItem: {
            id: string;
            name: string;
            description: string;
            tasks: number;
            workspace_id?: number;
            /** @enum {string} */
            kind?: "project" | "tasks";
            /** @description Working days from start to finish. */
            days?: number;
            made_by?: string;
            made_at?: string;
            removed?: boolean;
        };
        /** @description A line of a template's outline. */
        TemplateLine: {
            name: string;
            level: number;
            /** @description Null for a summary. */
            duration_minutes: number | null;
            milestone: boolean;
            roles: string[];
        };
        /** @description Templates. */
        TemplateList: {
            items: components["schemas"]["TemplateItem"][];
        };
        /** @description What past weeks say of those to come. */
        Throughput: {
            at: string;
            tasks: number;
            unfinished: number;
            history: components["schemas"]["FinishedWeek"][];
            how_many: components["schemas"]["HowMany"] | null;
            when: components["schemas"]["When"] | null;
            charts: components["schemas"]["ThroughputCharts"];
        };
        /** @description Vega-Lite specifications. */
        ThroughputCharts: {
            history?: components["schemas"]["Chart"];
        };
        /** @description How long cards took. */
        Times: {
            count: number;
            p50_minutes: number;
            p85_minutes: number;
        };
        /** @description Tokens, the newest first. */
        TokenList: {
            items: components["schemas"]["TokenOut"][];
        };
        /** @description An API token without its secret. */
        TokenOut: {
            id: number;
            name: string;
            created_at: string;
            used_at: string | null;
        };
        /** @description How much the finish follows a task or a risk. */
        TornadoBar: {
            /** @enum {string} */
            kind: "task" | "risk";
            id: number;
            name: string;
            correlation: number;
        };
        /** @description How tasks stand against a baseline. */
        Tracked: {
            version: number;
            status_date: string;
            follows_today: boolean;
            resume_date: string;
            float_limit_minutes: number;
            minutes_per_day: number;
            currency: string | null;
            baseline: components["schemas"]["SavedBaseline"] | null;
            baselines: components["schemas"]["SavedBaseline"][];
            totals: components["schemas"]["Variance"];
            /** @description A part of those that differ, or of all: `count` in all. */
            tasks: components["schemas"]["TrackedTask"][];
            count: number;
            /** @description The tasks that come first in the lists. */
            listed: components["schemas"]["TrackedTask"][];
            slipping: number[];
            late: components["schemas"]["LateEnd"][];
            nearly_critical: number[];
            finished_early: number[];
            left_behind: number[];
            missing: number[];
        };
        /** @description How a task stands; dates are ISO local times. */
        TrackedTask: {
            id: number;
            parent_id: number | null;
            wbs: string;
            level: number;
            name: string;
            summary: boolean;
            milestone: boolean;
            active: boolean;
            start: string;
            finish: string;
            duration_minutes: number;
            percent_complete: number;
            total_float_minutes: number;
            critical: boolean;
            work_minutes: number;
            actual_work_minutes: number;
            remaining_work_minutes: number;
            cost: number | null;
            actual_cost: number | null;
            behind_minutes: number;
            done_until: string;
            baseline: components["schemas"]["BaselineDates"] | null;
            variance: components["schemas"]["Variance"] | null;
        };
        /** @description What the rows are called that two values point to, as far as one may see them. */
        TwoNames: {
            yours: string | null;
            theirs: string | null;
        };
        /** @description How many lines are unread. */
        Unread: {
            unread: number;
        };
        /** @description Now minus baseline: working minutes, minor units. */
        Variance: {
            start_minutes: number | null;
            finish_minutes: number | null;
            duration_minutes: number | null;
            work_minutes: number | null;
            cost: number | null;
        };
        /** @description What the last completed sprints did; charts by measure are Vega-Lite specifications. */
        Velocity: {
            sprints: components["schemas"]["VelocitySprint"][];
            averaged: number;
            average: components["schemas"]["Amounts"] | null;
            charts: components["schemas"]["VelocityCharts"];
        };
        /** @description A chart a measure of which there is anything. */
        VelocityCharts: {
            points?: components["schemas"]["Chart"];
            items?: components["schemas"]["Chart"];
            hours?: components["schemas"]["Chart"];
        };
        /** @description A completed sprint: to what it was committed, and what it completed. */
        VelocitySprint: {
            sprint_id: number;
            name: string;
            committed: components["schemas"]["Amounts"];
            completed: components["schemas"]["Amounts"];
        };
        /** @description My own views of a project by name. */
        ViewList: {
            items: components["schemas"]["ViewOut"][];
        };
        /** @description One of my own views. */
        ViewOut: {
            name: string;
            /** @description One of gantt, sheet, board, calendar. */
            kind?: string;
            filter?: {
                [key: string]: unknown;
            } | null;
            grouping?: string;
            sorting?: string;
            colour?: string;
            columns?: {
                [key: string]: unknown;
            }[] | null;
            zoom?: number | null;
            /** @description Made by who saved it; his alone, so that saving again is harmless. */
            key: string;
        };
        /** @description Who asked, and what he may do there. */
        ViewerOut: {
            user_id: number;
            name: string;
            role: string;
            branch_id: number | null;
            capabilities: string[];
        };
        /** @description When so many are finished, by chance in percent. */
        When: {
            items: number;
            weeks: {
                [key: string]: number;
            } | null;
            dates: {
                [key: string]: string;
            } | null;
        };
        /** @description A workflow and who uses it. */
        WorkflowUse: {
            id: number;
            projects: components["schemas"]["WorkflowUser"][];
        };
        /** @description A project that uses a workflow, and how many cards of it were put into which column. */
        WorkflowUser: {
            id: number;
            name: string;
            archived: boolean;
            cards: {
                [key: string]: number;
            };
        };
        /** @description The workflows of a workspace. */
        WorkflowUses: {
            items: components["schemas"]["WorkflowUse"][];
        };
        /** @description A workspace that one may enter. */
        WorkspaceItem: {
            id: number;
            name: string;
            role: string;
            demo: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type CommandIn = components['schemas']['CommandIn'];
export type Part = components['schemas']['Part'];
export type PreviewIn = components['schemas']['PreviewIn'];
export type MeIn = components['schemas']['MeIn'];
export type NameIn = components['schemas']['NameIn'];
export type InvitationIn = components['schemas']['InvitationIn'];
export type Excerpt = components['schemas']['Excerpt'];
export type Found = components['schemas']['Found'];
export type FoundList = components['schemas']['FoundList'];
export type FoundProject = components['schemas']['FoundProject'];
export type ProjectIn = components['schemas']['ProjectIn'];
export type ProjectPatch = components['schemas']['ProjectPatch'];
export type TaskIn = components['schemas']['TaskIn'];
export type TaskPatch = components['schemas']['TaskPatch'];
export type LinkIn = components['schemas']['LinkIn'];
export type LinkPatch = components['schemas']['LinkPatch'];
export type KeepIn = components['schemas']['KeepIn'];
export type ViewIn = components['schemas']['ViewIn'];
export type TemplatePatch = components['schemas']['TemplatePatch'];
export type RolesIn = components['schemas']['RolesIn'];
export type TemplateIn = components['schemas']['TemplateIn'];
export type MarkIn = components['schemas']['MarkIn'];
export type SnoozeIn = components['schemas']['SnoozeIn'];
export type EffectIn = components['schemas']['EffectIn'];
export type LinkAnswer = components['schemas']['LinkAnswer'];
export type LinkAnswers = components['schemas']['LinkAnswers'];
export type LevellingIn = components['schemas']['LevellingIn'];
export type RiskIn = components['schemas']['RiskIn'];
export type ForecastIn = components['schemas']['ForecastIn'];
export type OddsIn = components['schemas']['OddsIn'];
export type FlowIn = components['schemas']['FlowIn'];
export type ReportIn = components['schemas']['ReportIn'];
export type GanttOptions = components['schemas']['GanttOptions'];
export type ColourGroup = components['schemas']['ColourGroup'];
export type GanttBody = components['schemas']['GanttBody'];
export type RowGroup = components['schemas']['RowGroup'];
export type Picture = components['schemas']['Picture'];
export type Wanted = components['schemas']['Wanted'];
export type OnPaper = components['schemas']['OnPaper'];
export type Account = components['schemas']['Account'];
export type Actor = components['schemas']['Actor'];
export type AgingCard = components['schemas']['AgingCard'];
export type Amounts = components['schemas']['Amounts'];
export type Asked = components['schemas']['Asked'];
export type AskedProject = components['schemas']['AskedProject'];
export type AskedTask = components['schemas']['AskedTask'];
export type AssignmentOut = components['schemas']['AssignmentOut'];
export type AttributionOut = components['schemas']['AttributionOut'];
export type BaselineDates = components['schemas']['BaselineDates'];
export type BecamePerson = components['schemas']['BecamePerson'];
export type BurnDay = components['schemas']['BurnDay'];
export type ByThroughput = components['schemas']['ByThroughput'];
export type ByVelocity = components['schemas']['ByVelocity'];
export type Changeset = components['schemas']['Changeset'];
export type ChangesetsMessage = components['schemas']['ChangesetsMessage'];
export type Chart = components['schemas']['Chart'];
export type ChartColumn = components['schemas']['ChartColumn'];
export type ChartData = components['schemas']['ChartData'];
export type ChartMeta = components['schemas']['ChartMeta'];
export type CheckOut = components['schemas']['CheckOut'];
export type ComparedPerson = components['schemas']['ComparedPerson'];
export type ComparedPlan = components['schemas']['ComparedPlan'];
export type ComparedTask = components['schemas']['ComparedTask'];
export type ComparedWeek = components['schemas']['ComparedWeek'];
export type Comparison = components['schemas']['Comparison'];
export type ConflictField = components['schemas']['ConflictField'];
export type CostCharts = components['schemas']['CostCharts'];
export type CostColumns = components['schemas']['CostColumns'];
export type CostPercentiles = components['schemas']['CostPercentiles'];
export type CountingTask = components['schemas']['CountingTask'];
export type Country = components['schemas']['Country'];
export type CountryList = components['schemas']['CountryList'];
export type CutCommand = components['schemas']['CutCommand'];
export type CutPlan = components['schemas']['CutPlan'];
export type CutStep = components['schemas']['CutStep'];
export type CutTask = components['schemas']['CutTask'];
export type DatedTask = components['schemas']['DatedTask'];
export type Dates = components['schemas']['Dates'];
export type DemoOut = components['schemas']['DemoOut'];
export type Difference = components['schemas']['Difference'];
export type EarlierOut = components['schemas']['EarlierOut'];
export type EarnedBaseline = components['schemas']['EarnedBaseline'];
export type EarnedPeriod = components['schemas']['EarnedPeriod'];
export type EarnedSchedule = components['schemas']['EarnedSchedule'];
export type EarnedTask = components['schemas']['EarnedTask'];
export type EarnedValueOut = components['schemas']['EarnedValueOut'];
export type Effect = components['schemas']['Effect'];
export type EntryData = components['schemas']['EntryData'];
export type FieldProblem = components['schemas']['FieldProblem'];
export type FindingOut = components['schemas']['FindingOut'];
export type FinishedWeek = components['schemas']['FinishedWeek'];
export type FlowCharts = components['schemas']['FlowCharts'];
export type FlowColumn = components['schemas']['FlowColumn'];
export type FlowDay = components['schemas']['FlowDay'];
export type FlowOut = components['schemas']['FlowOut'];
export type FollowingOut = components['schemas']['FollowingOut'];
export type HereMessage = components['schemas']['HereMessage'];
export type History = components['schemas']['History'];
export type HistoryItem = components['schemas']['HistoryItem'];
export type HowMany = components['schemas']['HowMany'];
export type IdealPoint = components['schemas']['IdealPoint'];
export type Ids = components['schemas']['Ids'];
export type ImportedOut = components['schemas']['ImportedOut'];
export type Inbox = components['schemas']['Inbox'];
export type InboxEntry = components['schemas']['InboxEntry'];
export type InboxLine = components['schemas']['InboxLine'];
export type InboxProject = components['schemas']['InboxProject'];
export type InboxTask = components['schemas']['InboxTask'];
export type InspectedOut = components['schemas']['InspectedOut'];
export type Invitation = components['schemas']['Invitation'];
export type KeptTemplate = components['schemas']['KeptTemplate'];
export type LaneOut = components['schemas']['LaneOut'];
export type LateEnd = components['schemas']['LateEnd'];
export type LinkDone = components['schemas']['LinkDone'];
export type LinkEffect = components['schemas']['LinkEffect'];
export type LinkOut = components['schemas']['LinkOut'];
export type LostChangeset = components['schemas']['LostChangeset'];
export type Me = components['schemas']['Me'];
export type Measures = components['schemas']['Measures'];
export type Meeting = components['schemas']['Meeting'];
export type MergeConflict = components['schemas']['MergeConflict'];
export type Moved = components['schemas']['Moved'];
export type MovedOut = components['schemas']['MovedOut'];
export type MyProject = components['schemas']['MyProject'];
export type MyTask = components['schemas']['MyTask'];
export type MyUpdates = components['schemas']['MyUpdates'];
export type MyWork = components['schemas']['MyWork'];
export type NewTemplate = components['schemas']['NewTemplate'];
export type NewToken = components['schemas']['NewToken'];
export type Note = components['schemas']['Note'];
export type NoteShare = components['schemas']['NoteShare'];
export type Odds = components['schemas']['Odds'];
export type OddsOut = components['schemas']['OddsOut'];
export type Outcome = components['schemas']['Outcome'];
export type Over = components['schemas']['Over'];
export type OverTask = components['schemas']['OverTask'];
export type Overallocations = components['schemas']['Overallocations'];
export type OverlapOut = components['schemas']['OverlapOut'];
export type PathOut = components['schemas']['PathOut'];
export type PathTask = components['schemas']['PathTask'];
export type PathsOut = components['schemas']['PathsOut'];
export type Peak = components['schemas']['Peak'];
export type Percentiles = components['schemas']['Percentiles'];
export type Person = components['schemas']['Person'];
export type PersonCapacity = components['schemas']['PersonCapacity'];
export type PersonOut = components['schemas']['PersonOut'];
export type PingMessage = components['schemas']['PingMessage'];
export type PlaceAt = components['schemas']['PlaceAt'];
export type PlanCheckOut = components['schemas']['PlanCheckOut'];
export type PongMessage = components['schemas']['PongMessage'];
export type Predecessor = components['schemas']['Predecessor'];
export type PresenceMessage = components['schemas']['PresenceMessage'];
export type PreviewOut = components['schemas']['PreviewOut'];
export type PreviewPart = components['schemas']['PreviewPart'];
export type Problem = components['schemas']['Problem'];
export type ProjectList = components['schemas']['ProjectList'];
export type ProjectOut = components['schemas']['ProjectOut'];
export type ProjectSettings = components['schemas']['ProjectSettings'];
export type ProjectWhy = components['schemas']['ProjectWhy'];
export type ReleaseTold = components['schemas']['ReleaseTold'];
export type ReleasesOut = components['schemas']['ReleasesOut'];
export type ReportOut = components['schemas']['ReportOut'];
export type ResetMessage = components['schemas']['ResetMessage'];
export type RiskAnswer = components['schemas']['RiskAnswer'];
export type RiskCharts = components['schemas']['RiskCharts'];
export type RiskNamed = components['schemas']['RiskNamed'];
export type RiskProgress = components['schemas']['RiskProgress'];
export type RiskResult = components['schemas']['RiskResult'];
export type RiskRun = components['schemas']['RiskRun'];
export type RiskTarget = components['schemas']['RiskTarget'];
export type RiskTasks = components['schemas']['RiskTasks'];
export type RoadmapMilestone = components['schemas']['RoadmapMilestone'];
export type RoadmapOut = components['schemas']['RoadmapOut'];
export type RoadmapPhase = components['schemas']['RoadmapPhase'];
export type RoleProposal = components['schemas']['RoleProposal'];
export type RoleProposals = components['schemas']['RoleProposals'];
export type RowUpdate = components['schemas']['RowUpdate'];
export type RunBy = components['schemas']['RunBy'];
export type RunHeading = components['schemas']['RunHeading'];
export type RunList = components['schemas']['RunList'];
export type RunOut = components['schemas']['RunOut'];
export type SavedBaseline = components['schemas']['SavedBaseline'];
export type ScenarioChanges = components['schemas']['ScenarioChanges'];
export type ScenarioItem = components['schemas']['ScenarioItem'];
export type ScenarioList = components['schemas']['ScenarioList'];
export type ScenarioOut = components['schemas']['ScenarioOut'];
export type ScenarioProject = components['schemas']['ScenarioProject'];
export type ScopeApproval = components['schemas']['ScopeApproval'];
export type ScopeChange = components['schemas']['ScopeChange'];
export type ScopeDay = components['schemas']['ScopeDay'];
export type ScopeItem = components['schemas']['ScopeItem'];
export type ScopeOut = components['schemas']['ScopeOut'];
export type ScopeSum = components['schemas']['ScopeSum'];
export type ScopeSums = components['schemas']['ScopeSums'];
export type SharingProject = components['schemas']['SharingProject'];
export type Since = components['schemas']['Since'];
export type Sleeping = components['schemas']['Sleeping'];
export type SleepingList = components['schemas']['SleepingList'];
export type SlipCause = components['schemas']['SlipCause'];
export type SlipOut = components['schemas']['SlipOut'];
export type Snapshot = components['schemas']['Snapshot'];
export type SprintCapacities = components['schemas']['SprintCapacities'];
export type SprintCapacity = components['schemas']['SprintCapacity'];
export type SprintCharts = components['schemas']['SprintCharts'];
export type SprintItem = components['schemas']['SprintItem'];
export type SprintOut = components['schemas']['SprintOut'];
export type SprintReport = components['schemas']['SprintReport'];
export type SprintTold = components['schemas']['SprintTold'];
export type SprintTotals = components['schemas']['SprintTotals'];
export type SprintsOut = components['schemas']['SprintsOut'];
export type Step = components['schemas']['Step'];
export type StepTask = components['schemas']['StepTask'];
export type StretchEnd = components['schemas']['StretchEnd'];
export type StruckRisk = components['schemas']['StruckRisk'];
export type TableInputs = components['schemas']['TableInputs'];
export type TaskCost = components['schemas']['TaskCost'];
export type TaskList = components['schemas']['TaskList'];
export type TaskName = components['schemas']['TaskName'];
export type TaskOut = components['schemas']['TaskOut'];
export type TaskWhy = components['schemas']['TaskWhy'];
export type TemplateBody = components['schemas']['TemplateBody'];
export type TemplateInside = components['schemas']['TemplateInside'];
export type TemplateItem = components['schemas']['TemplateItem'];
export type TemplateLine = components['schemas']['TemplateLine'];
export type TemplateList = components['schemas']['TemplateList'];
export type Throughput = components['schemas']['Throughput'];
export type ThroughputCharts = components['schemas']['ThroughputCharts'];
export type Times = components['schemas']['Times'];
export type TokenList = components['schemas']['TokenList'];
export type TokenOut = components['schemas']['TokenOut'];
export type TornadoBar = components['schemas']['TornadoBar'];
export type Tracked = components['schemas']['Tracked'];
export type TrackedTask = components['schemas']['TrackedTask'];
export type TwoNames = components['schemas']['TwoNames'];
export type Unread = components['schemas']['Unread'];
export type Variance = components['schemas']['Variance'];
export type Velocity = components['schemas']['Velocity'];
export type VelocityCharts = components['schemas']['VelocityCharts'];
export type VelocitySprint = components['schemas']['VelocitySprint'];
export type ViewList = components['schemas']['ViewList'];
export type ViewOut = components['schemas']['ViewOut'];
export type ViewerOut = components['schemas']['ViewerOut'];
export type When = components['schemas']['When'];
export type WorkflowUse = components['schemas']['WorkflowUse'];
export type WorkflowUser = components['schemas']['WorkflowUser'];
export type WorkflowUses = components['schemas']['WorkflowUses'];
export type WorkspaceItem = components['schemas']['WorkspaceItem'];

/** What a socket says. */
export type ServerMessage = ChangesetsMessage | ResetMessage | PresenceMessage | PongMessage;

/** What is said to a socket. */
export type ClientMessage = HereMessage | PingMessage;

/** What each route answers when all went well. */
export interface Answers {
  "POST /changesets/{changeset_id}/undo": Outcome;
  "POST /commands": Outcome;
  "GET /countries": CountryList;
  "POST /demo/reset": DemoOut;
  "POST /ids": Ids;
  "GET /inbox": Inbox;
  "POST /inbox/mark": Unread;
  "GET /inbox/unread": Unread;
  "DELETE /links/{link_id}": Outcome;
  "PATCH /links/{link_id}": Outcome;
  "GET /me": Me;
  "PATCH /me": Me;
  "GET /my-work": MyWork;
  "GET /my-work/snoozed": SleepingList;
  "PUT /my-work/snoozed/{task_id}": SleepingList;
  "GET /projects": ProjectList;
  "POST /projects": Outcome;
  "POST /projects/import": ImportedOut;
  "POST /projects/import/inspect": InspectedOut;
  "DELETE /projects/{project_id}": Outcome;
  "GET /projects/{project_id}": ProjectSettings;
  "PATCH /projects/{project_id}": Outcome;
  "GET /projects/{project_id}/attribution": AttributionOut;
  "GET /projects/{project_id}/changesets": Since;
  "GET /projects/{project_id}/costs": CostColumns;
  "GET /projects/{project_id}/earned-value": EarnedValueOut;
  "GET /projects/{project_id}/finish-earlier": EarlierOut;
  "GET /projects/{project_id}/flow": FlowOut;
  "GET /projects/{project_id}/history": History;
  "GET /projects/{project_id}/import-report": ReportOut;
  "POST /projects/{project_id}/import-report/keep": Outcome;
  "GET /projects/{project_id}/levelling": Overallocations;
  "POST /projects/{project_id}/levelling": RunHeading;
  "POST /projects/{project_id}/links": Outcome;
  "GET /projects/{project_id}/plan-check": PlanCheckOut;
  "POST /projects/{project_id}/preview": PreviewOut;
  "GET /projects/{project_id}/private-views": ViewList;
  "PUT /projects/{project_id}/private-views/{key}": ViewOut;
  "GET /projects/{project_id}/releases": ReleasesOut;
  "GET /projects/{project_id}/risk": RiskAnswer;
  "POST /projects/{project_id}/risk": RiskAnswer;
  "GET /projects/{project_id}/runs": RunList;
  "GET /projects/{project_id}/scenarios": ScenarioList;
  "GET /projects/{project_id}/scenarios/compare": Comparison;
  "GET /projects/{project_id}/scenarios/risk": OddsOut;
  "GET /projects/{project_id}/scope": ScopeOut;
  "GET /projects/{project_id}/snapshot": Snapshot;
  "GET /projects/{project_id}/sprints": SprintsOut;
  "GET /projects/{project_id}/sprints/capacity": SprintCapacities;
  "GET /projects/{project_id}/sprints/{sprint_id}": SprintTold;
  "GET /projects/{project_id}/tasks": TaskList;
  "POST /projects/{project_id}/tasks": Outcome;
  "POST /projects/{project_id}/template-roles": RoleProposals;
  "POST /projects/{project_id}/templates": NewTemplate;
  "GET /projects/{project_id}/throughput": Throughput;
  "GET /projects/{project_id}/tracking": Tracked;
  "POST /projects/{project_id}/update-effect": Effect;
  "GET /projects/{project_id}/update-requests/{request_id}/link": LinkOut;
  "POST /projects/{project_id}/update-requests/{request_id}/link": LinkOut;
  "GET /projects/{project_id}/why": ProjectWhy;
  "GET /projects/{project_id}/workflow": FollowingOut;
  "GET /roadmap": RoadmapOut;
  "GET /runs/{run_id}": RunOut;
  "POST /runs/{run_id}/stop": RunHeading;
  "GET /scenarios/{scenario_id}": ScenarioOut;
  "GET /scenarios/{scenario_id}/compare": Comparison;
  "GET /scenarios/{scenario_id}/merge": Meeting;
  "GET /scenarios/{scenario_id}/rebase": Meeting;
  "GET /search": FoundList;
  "DELETE /tasks/{task_id}": Outcome;
  "GET /tasks/{task_id}": TaskOut;
  "PATCH /tasks/{task_id}": Outcome;
  "GET /tasks/{task_id}/cost": TaskCost;
  "POST /tasks/{task_id}/files": Outcome;
  "GET /tasks/{task_id}/path": PathsOut;
  "GET /tasks/{task_id}/why": TaskWhy;
  "GET /templates": TemplateList;
  "GET /templates/{template_id}": TemplateInside;
  "PATCH /templates/{template_id}": KeptTemplate;
  "GET /templates/{template_id}/body": TemplateBody;
  "GET /tokens": TokenList;
  "POST /tokens": NewToken;
  "GET /update-links/{token}": Asked;
  "POST /update-links/{token}": LinkDone;
  "POST /update-links/{token}/effect": LinkEffect;
  "POST /workspaces": WorkspaceItem;
  "GET /workspaces/{workspace_id}/changesets": Since;
  "POST /workspaces/{workspace_id}/invitations": Invitation;
  "GET /workspaces/{workspace_id}/my-updates": MyUpdates;
  "GET /workspaces/{workspace_id}/snapshot": Snapshot;
  "GET /workspaces/{workspace_id}/workflows": WorkflowUses;
}
