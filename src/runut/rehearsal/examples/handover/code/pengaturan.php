<?php

return ['basisdata' => 'pgsql:host=localhost;dbname=serah'];
