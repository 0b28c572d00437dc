import os,sys
sys.path.insert(0,'src')
os.environ.setdefault("DJANGO_SETTINGS_MODULE","headway.server.settings")
os.environ.setdefault("HEADWAY_DATA","/tmp/hw/data")
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
